/** Live migration by OpenStack's Nova. */
@NullMarked
package io.vputty.sink.actuator.nova;

import org.jspecify.annotations.NullMarked;
