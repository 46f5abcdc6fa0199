/** What there is to place, where, and what each of its consequences costs. */
@NullMarked
package io.vputty.model.footprint;

import org.jspecify.annotations.NullMarked;
