/** What every collector shares: publishing with marks, a ticker, counters, addresses. */
@NullMarked
package io.vputty.collector;

import org.jspecify.annotations.NullMarked;
