/** What the pipeline writes to Kafka. */
@NullMarked
package io.vputty.bench.volume;

import org.jspecify.annotations.NullMarked;
