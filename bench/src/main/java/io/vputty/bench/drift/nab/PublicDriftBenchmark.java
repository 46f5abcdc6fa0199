package io.vputty.bench.drift.nab;

import java.nio.file.Path;

public final class PublicDriftBenchmark {
  private PublicDriftBenchmark() {}

  public static void main(String[] a) throws Exception {
    var f = io.vputty.bench.drift.nab.faults.FaultTables.of(Path.of(a[0]).resolve("microservices"));
    System.out.println(f.extent());
    System.out.println(f.changes());
    System.out.println(f.found());
    LabelledSet set = LabelledSet.read(Path.of(a[0]).resolve("nab"));
    SeriesTables t = new SeriesTables(set);
    System.out.println(t.ours());
    System.out.println(t.byFolder());
    System.out.println(t.scoreboard(a.length > 1 ? Path.of(a[1]) : null));
  }
}
