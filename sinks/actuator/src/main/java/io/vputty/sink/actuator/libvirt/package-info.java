/** Live migration by libvirt, from daemon to daemon. */
@NullMarked
package io.vputty.sink.actuator.libvirt;

import org.jspecify.annotations.NullMarked;
