/** The drift detector on public labelled series, by those series' own scoring. */
@NullMarked
package io.vputty.bench.drift.nab;

import org.jspecify.annotations.NullMarked;
