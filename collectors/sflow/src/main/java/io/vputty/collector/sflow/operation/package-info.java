/** What operators see of an sFlow collector: its metrics, and its table of agents. */
@NullMarked
package io.vputty.collector.sflow.operation;

import org.jspecify.annotations.NullMarked;
