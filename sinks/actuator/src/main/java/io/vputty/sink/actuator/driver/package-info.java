/** Which drivers there are, and how one is made from its name and settings. */
@NullMarked
package io.vputty.sink.actuator.driver;

import org.jspecify.annotations.NullMarked;
