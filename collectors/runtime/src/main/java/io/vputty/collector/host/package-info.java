/** The host that a collector runs on, as /proc tells of it. */
@NullMarked
package io.vputty.collector.host;

import org.jspecify.annotations.NullMarked;
