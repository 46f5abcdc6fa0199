/** Records of the contract to records of the model and back; the only place that knows both. */
@NullMarked
package io.vputty.mapping;

import org.jspecify.annotations.NullMarked;
