package io.vputty.bench.faults;

import io.vputty.app.recorded.JobJar;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.client.program.PackagedProgramUtils;
import org.apache.flink.client.program.ProgramInvocationException;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;

/** The jobs of one run on a cluster, submitted as Flink's command line does, but from here. */
final class FlinkJobs implements AutoCloseable {

  private static final List<String> NAMES = List.of("affinity", "drift", "reshape");
  private static final long LOOK_MILLIS = 100;

  private final Path keys;
  private final Configuration configuration;
  private final RestClusterClient<StandaloneClusterId> client;
  private final List<JobID> submitted = new ArrayList<>();

  /**
   * Talks to the cluster of a configuration.
   *
   * @param folder of {@code config.yaml}; the key that signs plans is put beside it
   */
  FlinkJobs(Path folder) throws Exception {
    keys = folder;
    configuration = GlobalConfiguration.loadConfiguration(folder.toString());
    configuration.removeConfig(HighAvailabilityOptions.HA_MODE); // its address is known
    configuration.set(CoreOptions.CLASSLOADER_RESOLVE_ORDER, "parent-first"); // all is here too
    configuration.set(RestOptions.RETRY_DELAY, Duration.ofMillis(500));
    configuration.set(RestOptions.RETRY_MAX_ATTEMPTS, 200);
    client = new RestClusterClient<>(configuration, StandaloneClusterId.getInstance());
  }

  /**
   * Submits all three, with the windows and plans of a recorded run.
   *
   * @param arguments further ones for each
   */
  void submit(List<String> arguments)
      throws IOException, InterruptedException, ExecutionException, ProgramInvocationException {
    for (String name : NAMES) {
      List<String> all = new ArrayList<>(JobJar.arguments(name, keys));
      all.addAll(arguments);
      try (PackagedProgram program =
          PackagedProgram.newBuilder()
              .setJarFile(JobJar.of(name).toFile())
              .setConfiguration(configuration)
              .setArguments(all.toArray(String[]::new))
              .build()) {
        JobGraph graph = PackagedProgramUtils.createJobGraph(program, configuration, 1, true);
        submitted.add(client.submitJob(graph).get());
      }
    }
  }

  /** Takes them from the cluster, as if it were cleared: nothing of theirs is kept or committed. */
  void cancel() throws InterruptedException, ExecutionException {
    for (JobID job : submitted) {
      client.cancel(job).get();
    }
    for (JobID job : submitted) {
      while (!client.getJobStatus(job).get().isGloballyTerminalState()) {
        Thread.sleep(LOOK_MILLIS);
      }
    }
    submitted.clear();
  }

  @Override
  public void close() {
    client.close();
  }
}
