/** The contract: the records that cross topics, the topics, and the codec between them. */
@NullMarked
package io.vputty.schema;

import org.jspecify.annotations.NullMarked;
