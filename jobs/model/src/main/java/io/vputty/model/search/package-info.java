/** Search for a cheaper placement on plain arrays: no names, no records, only numbers. */
@NullMarked
package io.vputty.model.search;

import org.jspecify.annotations.NullMarked;
