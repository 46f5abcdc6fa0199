/** The key/value settings of drivers: which there are, and what somebody gave. */
@NullMarked
package io.vputty.sink.actuator.setting;

import org.jspecify.annotations.NullMarked;
