/** The sFlow collector: datagrams in, one batch of flow sums per agent and second out. */
@NullMarked
package io.vputty.collector.sflow;

import org.jspecify.annotations.NullMarked;
