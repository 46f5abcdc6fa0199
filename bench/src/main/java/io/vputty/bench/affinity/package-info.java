/** What the affinity job costs beside a bare loop over the same topic. */
@NullMarked
package io.vputty.bench.affinity;

import org.jspecify.annotations.NullMarked;
