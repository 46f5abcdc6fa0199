/** Detection of persistent changes of an edge: never one burst. */
@NullMarked
package io.vputty.model.drift;

import org.jspecify.annotations.NullMarked;
