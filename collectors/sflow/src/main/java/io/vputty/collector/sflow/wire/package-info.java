/** sFlow version 5 datagrams on the wire: a decoder that is total and bounded. */
@NullMarked
package io.vputty.collector.sflow.wire;

import org.jspecify.annotations.NullMarked;
