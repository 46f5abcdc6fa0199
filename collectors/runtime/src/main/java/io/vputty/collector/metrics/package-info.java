/** Counters and gauges as Prometheus reads them, each with its help. */
@NullMarked
package io.vputty.collector.metrics;

import org.jspecify.annotations.NullMarked;
