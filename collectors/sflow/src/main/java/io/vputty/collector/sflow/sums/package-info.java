/** Sums of samples by endpoint pair and sampling point, a second at a time, with what was lost. */
@NullMarked
package io.vputty.collector.sflow.sums;

import org.jspecify.annotations.NullMarked;
