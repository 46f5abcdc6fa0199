/** Commands by which people watch and steer the pipeline as a whole. */
@NullMarked
package io.vputty.app.command.control;

import org.jspecify.annotations.NullMarked;
