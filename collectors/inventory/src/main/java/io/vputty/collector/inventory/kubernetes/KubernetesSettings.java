package io.vputty.collector.inventory.kubernetes;

import java.nio.file.Path;

/**
 * How a cluster is asked.
 *
 * @param config kubeconfig; empty takes what kubectl would, or the pod's service account
 * @param context in it; empty takes the current one
 * @param rackLabel label of nodes that names their rack
 */
public record KubernetesSettings(Path config, String context, String rackLabel) {}
