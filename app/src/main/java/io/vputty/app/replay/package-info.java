/** A capture through the whole pipeline: its edges between VMs and what would be recommended. */
@NullMarked
package io.vputty.app.replay;

import org.jspecify.annotations.NullMarked;
