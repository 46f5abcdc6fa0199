package io.vputty.bench.drift;

import io.vputty.bench.drift.contender.Counts;
import io.vputty.model.drift.AlarmRate;
import io.vputty.model.drift.DetectorParameters;
import io.vputty.model.drift.EdgeDetector;
import io.vputty.model.drift.EdgeDrift;
import io.vputty.model.drift.EdgeDriftState;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Panes that one core takes in a second, over 100,000 bursty edges whose baselines are grown. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class DetectorSpeedBenchmark {

  private static final int EDGES = 100_000;
  private static final int PANES = 60;
  private static final int DRAWN = 1 << 16;

  /** Samples a pane. */
  @Param({"1", "10", "100"})
  public double mean;

  private final EdgeDetector detector = new EdgeDetector(DetectorParameters.defaults());
  private final EdgeDriftState[] states = new EdgeDriftState[EDGES];
  private final double[] drawn = new double[DRAWN];
  private final double threshold = AlarmRate.defaults().threshold(EDGES, 10_000);
  private int edge;
  private int draw;
  private long timeMs = 1;

  /** Lets every edge grow. */
  @Setup
  public void grow() {
    Counts counts = new Counts(mean, 4);
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < DRAWN; i++) {
      drawn[i] = counts.next(random);
    }
    for (int i = 0; i < EDGES; i++) {
      states[i] = new EdgeDriftState();
    }
    for (long i = 0; i < (long) EDGES * PANES; i++) {
      update();
    }
  }

  /** One pane of the next edge. */
  @Benchmark
  public @Nullable EdgeDrift update() {
    edge++;
    if (edge == EDGES) {
      edge = 0;
      timeMs++;
    }
    draw = (draw + 1) & (DRAWN - 1);
    return detector.update(states[edge], timeMs, drawn[draw], 1, threshold);
  }
}
