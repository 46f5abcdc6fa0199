package io.vputty.job.reshape;

import io.vputty.mapping.FleetPages;
import java.util.Map;

/**
 * What is told of VMs beside their edges.
 *
 * @param loads load in the last periods, oldest first, millicores
 * @param pages samples of their pages
 */
record Told(Map<String, long[]> loads, FleetPages pages) {}
