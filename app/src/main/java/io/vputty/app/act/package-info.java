/** The actuator as a process: its configuration and the platforms it knows. */
@NullMarked
package io.vputty.app.act;

import org.jspecify.annotations.NullMarked;
