package io.vputty.app.run;

import io.vputty.app.pipeline.ClusterSettings.Backend;
import io.vputty.model.footprint.Prices;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a process runs.
 *
 * @param dataDirectory where broker, jobs and log keep their files; a restart on it goes on
 * @param bootstrap Kafka to use; empty runs one inside, on the data directory
 * @param brokerPort port of the broker inside; 0 takes any free one
 * @param pane slide of the window
 * @param window size of the window
 * @param checkpointInterval time between checkpoints, and so between commits to Kafka
 * @param parallelism parallelism of each job
 * @param backend where jobs hold their state
 * @param sflowPort UDP port to receive sFlow at; empty receives none
 * @param sflowBind address to receive sFlow at
 * @param inventory inventory file to watch; empty watches none
 * @param prices what the jobs plan and judge with until a setting says otherwise
 * @param signingKey file with the key that signs plans; empty signs none
 */
public record RunSettings(
    Path dataDirectory,
    Optional<String> bootstrap,
    int brokerPort,
    Duration pane,
    Duration window,
    Duration checkpointInterval,
    int parallelism,
    Backend backend,
    OptionalInt sflowPort,
    String sflowBind,
    Optional<Path> inventory,
    Prices prices,
    Optional<Path> signingKey) {}
