/** How well and at what cost the index of page hashes finds who shares memory. */
@NullMarked
package io.vputty.bench.sharing;

import org.jspecify.annotations.NullMarked;
