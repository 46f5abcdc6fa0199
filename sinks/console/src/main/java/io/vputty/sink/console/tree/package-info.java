/** Records of the contract as trees for JSON. */
@NullMarked
package io.vputty.sink.console.tree;

import org.jspecify.annotations.NullMarked;
