/** What VMs load their hosts with, over the last hour and over the week, and who contends. */
@NullMarked
package io.vputty.model.load;

import org.jspecify.annotations.NullMarked;
