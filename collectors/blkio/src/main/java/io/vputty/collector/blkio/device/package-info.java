/** Block devices: which volume a device number stands for, on every host the same. */
@NullMarked
package io.vputty.collector.blkio.device;

import org.jspecify.annotations.NullMarked;
