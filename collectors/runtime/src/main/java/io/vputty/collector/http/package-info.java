/** What operators ask of a running process over HTTP. */
@NullMarked
package io.vputty.collector.http;

import org.jspecify.annotations.NullMarked;
