/** Keys of trust domains, and the hashes that they key. */
@NullMarked
package io.vputty.collector.pagehash.key;

import org.jspecify.annotations.NullMarked;
