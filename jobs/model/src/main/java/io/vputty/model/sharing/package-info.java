/** Which VMs hold the same page contents: an inverted index that takes differences. */
@NullMarked
package io.vputty.model.sharing;

import org.jspecify.annotations.NullMarked;
