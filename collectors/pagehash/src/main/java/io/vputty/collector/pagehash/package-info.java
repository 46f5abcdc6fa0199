/** Page hashes of VMs, read from outside the guests. */
@NullMarked
package io.vputty.collector.pagehash;

import org.jspecify.annotations.NullMarked;
