/** Live migration by KubeVirt, asked for by objects named after moves. */
@NullMarked
package io.vputty.sink.actuator.kubevirt;

import org.jspecify.annotations.NullMarked;
