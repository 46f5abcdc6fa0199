/** A real Kafka broker inside this process, for the demo, single-machine runs and tests. */
@NullMarked
package io.vputty.app.broker;

import org.jspecify.annotations.NullMarked;
