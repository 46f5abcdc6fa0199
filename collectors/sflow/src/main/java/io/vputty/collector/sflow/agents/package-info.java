/** Who sends: agents with their sequences, rates and losses, and which of them are listened to. */
@NullMarked
package io.vputty.collector.sflow.agents;

import org.jspecify.annotations.NullMarked;
