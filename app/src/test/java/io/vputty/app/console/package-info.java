/** The web console on a broker. */
@NullMarked
package io.vputty.app.console;

import org.jspecify.annotations.NullMarked;
