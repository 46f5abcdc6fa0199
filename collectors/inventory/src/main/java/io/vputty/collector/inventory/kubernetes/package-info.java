/** Clusters as Kubernetes tells of them: nodes, and KubeVirt's virtual machine instances. */
@NullMarked
package io.vputty.collector.inventory.kubernetes;

import org.jspecify.annotations.NullMarked;
