/** XDR as sFlow uses it: a checked cursor, and structures read by a description of their fields. */
@NullMarked
package io.vputty.collector.sflow.wire.xdr;

import org.jspecify.annotations.NullMarked;
