package io.vputty.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.job.affinity.AffinityJob;
import io.vputty.job.drift.DriftJob;
import io.vputty.job.reshape.ReshapeJob;
import io.vputty.job.runtime.JobEnvironment;
import io.vputty.job.runtime.JobSettings;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.OperatorIDPair;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.OperatorBackendSerializationProxy;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the savepoints of released versions name is still there: their operators, by uid, and the
 * classes of their states. That the states mean the same is told by going on from them.
 */
class KeptSavepointsTest {

  private static final Path KEPT = Path.of("src/test/resources/savepoints");
  private static final JobSettings SETTINGS = JobSettings.of("nowhere:1", Map.of());
  private static final Map<String, BiConsumer<StreamExecutionEnvironment, JobSettings>> JOBS =
      Map.of(
          AffinityJob.NAME, AffinityJob::topology,
          DriftJob.NAME, DriftJob::topology,
          ReshapeJob.NAME, ReshapeJob::topology);

  @TempDir Path directory;

  static List<Arguments> archives() throws IOException {
    try (Stream<Path> files = Files.walk(KEPT)) {
      return files
          .filter(file -> file.toString().endsWith(".zip"))
          .sorted()
          .map(
              file ->
                  Arguments.of(
                      KEPT.relativize(file).toString(),
                      String.valueOf(file.getFileName()).replace(".zip", "")))
          .toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("archives")
  void namesWhatIsThere(String archive, String job) throws IOException {
    CheckpointMetadata savepoint = open(KEPT.resolve(archive));
    Set<OperatorID> operators = operators(job);
    List<String> states = new ArrayList<>();
    for (OperatorState operator : savepoint.getOperatorStates()) {
      assertThat(operators).as("operators of %s", job).contains(operator.getOperatorID());
      for (OperatorSubtaskState subtask : operator.getStates()) {
        states.addAll(names(subtask));
      }
    }
    assertThat(states).hasSizeGreaterThan(3);
  }

  private CheckpointMetadata open(Path archive) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Files.copy(zip, directory.resolve(entry.getName()));
      }
    }
    Path metadata = directory.resolve("_metadata");
    try (DataInputStream in = new DataInputStream(Files.newInputStream(metadata))) {
      ClassLoader classes = KeptSavepointsTest.class.getClassLoader();
      return Checkpoints.loadCheckpointMetadata(in, classes, directory.toUri().toString());
    }
  }

  private static Set<OperatorID> operators(String job) {
    StreamExecutionEnvironment env = JobEnvironment.of(SETTINGS);
    Objects.requireNonNull(JOBS.get(job)).accept(env, SETTINGS);
    Set<OperatorID> operators = new HashSet<>();
    for (JobVertex vertex : env.getStreamGraph().getJobGraph().getVertices()) {
      for (OperatorIDPair pair : vertex.getOperatorIDs()) {
        operators.add(pair.getGeneratedOperatorID());
      }
    }
    return operators;
  }

  /** Names of states, for which the classes that their serializers name must be found. */
  private static List<String> names(OperatorSubtaskState subtask) throws IOException {
    ClassLoader classes = KeptSavepointsTest.class.getClassLoader();
    List<StateMetaInfoSnapshot> found = new ArrayList<>();
    for (var keyed : subtask.getManagedKeyedState()) {
      KeyedBackendSerializationProxy<?> proxy = new KeyedBackendSerializationProxy<>(classes);
      try (var in = ((StreamStateHandle) keyed).openInputStream()) {
        proxy.read(new DataInputViewStreamWrapper(in));
      }
      found.addAll(proxy.getStateMetaInfoSnapshots());
    }
    for (var managed : subtask.getManagedOperatorState()) {
      OperatorBackendSerializationProxy proxy = new OperatorBackendSerializationProxy(classes);
      try (var in = managed.openInputStream()) {
        proxy.read(new DataInputViewStreamWrapper(in));
      }
      found.addAll(proxy.getOperatorStateMetaInfoSnapshots());
      found.addAll(proxy.getBroadcastStateMetaInfoSnapshots());
    }
    return found.stream().map(StateMetaInfoSnapshot::getName).toList();
  }
}
