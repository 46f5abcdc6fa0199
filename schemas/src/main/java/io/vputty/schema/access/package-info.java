/** Who may do what on Kafka, and how a process proves to be who it is. */
@NullMarked
package io.vputty.schema.access;

import org.jspecify.annotations.NullMarked;
