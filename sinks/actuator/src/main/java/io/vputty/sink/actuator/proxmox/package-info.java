/** Live migration by Proxmox VE. */
@NullMarked
package io.vputty.sink.actuator.proxmox;

import org.jspecify.annotations.NullMarked;
