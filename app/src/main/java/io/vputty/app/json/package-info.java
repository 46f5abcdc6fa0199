/** Records of the contract as JSON lines for people and scripts. */
@NullMarked
package io.vputty.app.json;

import org.jspecify.annotations.NullMarked;
