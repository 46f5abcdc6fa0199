/** What the parts cost: JMH benchmarks, started by hand, never by the build. */
@NullMarked
package io.vputty.bench;

import org.jspecify.annotations.NullMarked;
