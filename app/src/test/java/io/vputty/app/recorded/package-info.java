/** Runs of the whole pipeline on recorded input topics. */
@NullMarked
package io.vputty.app.recorded;

import org.jspecify.annotations.NullMarked;
