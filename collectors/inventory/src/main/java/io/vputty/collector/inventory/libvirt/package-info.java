/** Hypervisors as libvirt tells of them: the host, its domains and their disks. */
@NullMarked
package io.vputty.collector.inventory.libvirt;

import org.jspecify.annotations.NullMarked;
