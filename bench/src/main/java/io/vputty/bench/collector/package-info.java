/** The sFlow collector beside others: the same stream, the same Kafka, CPU and loss of each. */
@NullMarked
package io.vputty.bench.collector;

import org.jspecify.annotations.NullMarked;
