/**
 * The whole pipeline in one process: the Flink jobs in a MiniCluster, restored where they stopped.
 */
@NullMarked
package io.vputty.app.pipeline;

import org.jspecify.annotations.NullMarked;
