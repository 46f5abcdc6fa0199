/**
 * Whether moves helped: what was measured after them, and what that says of the next prediction.
 */
@NullMarked
package io.vputty.model.verdict;

import org.jspecify.annotations.NullMarked;
