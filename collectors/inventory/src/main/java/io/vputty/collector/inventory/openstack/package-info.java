/** Clouds as OpenStack's APIs tell of them: hypervisors, servers, ports, volumes. */
@NullMarked
package io.vputty.collector.inventory.openstack;

import org.jspecify.annotations.NullMarked;
