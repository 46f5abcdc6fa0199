/** What drivers share that speak JSON over HTTP with their platform. */
@NullMarked
package io.vputty.sink.actuator.http;

import org.jspecify.annotations.NullMarked;
