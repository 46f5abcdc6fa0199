package io.vputty.collector.inventory.merge;

import io.vputty.collector.inventory.source.Snapshot;

/**
 * What a source says.
 *
 * @param rank its place in the order of precedence; 0 is first
 */
public record Statement(int rank, Standing standing, Snapshot snapshot) {}
