/** What the slices of a VM's memory hold, and the sample that is published of it. */
@NullMarked
package io.vputty.collector.pagehash.sample;

import org.jspecify.annotations.NullMarked;
