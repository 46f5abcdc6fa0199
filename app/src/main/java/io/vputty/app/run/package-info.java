/** The whole pipeline as one long-running process that goes on where it was stopped or killed. */
@NullMarked
package io.vputty.app.run;

import org.jspecify.annotations.NullMarked;
