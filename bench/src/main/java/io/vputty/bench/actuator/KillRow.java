package io.vputty.bench.actuator;

import java.util.List;
import java.util.Locale;

/**
 * What one trial came to.
 *
 * @param seed its seed
 * @param point where a process was caught
 * @param fault what was done to it
 * @param ends states in which the moves ended, in their order; the newest one of a move that did
 *     not end
 * @param lost moves that did not end
 * @param twice starts that the platform carried out beyond one per move
 * @param untrue moves whose end says other than where the VM is
 * @param heldOff starts that only the platform's refusal kept from being a second one
 * @param uncounted reports that came too late and do not count
 * @param seconds how long it took
 */
record KillRow(
    long seed,
    LifePoint point,
    Fault fault,
    List<String> ends,
    long lost,
    long twice,
    long untrue,
    long heldOff,
    long uncounted,
    double seconds) {

  static final String HEADER =
      "seed\tpoint\tfault\tends\tlost\ttwice\tuntrue\theldOff\tuncounted\tseconds";

  KillRow {
    ends = List.copyOf(ends);
  }

  boolean good() {
    return lost == 0 && twice == 0 && untrue == 0;
  }

  static KillRow parse(String line) {
    String[] cells = line.split("\t", -1);
    int cell = 0;
    return new KillRow(
        Long.parseLong(cells[cell++]),
        LifePoint.valueOf(cells[cell++]),
        Fault.valueOf(cells[cell++]),
        List.of(cells[cell++].split(",", -1)),
        Long.parseLong(cells[cell++]),
        Long.parseLong(cells[cell++]),
        Long.parseLong(cells[cell++]),
        Long.parseLong(cells[cell++]),
        Long.parseLong(cells[cell++]),
        Double.parseDouble(cells[cell]));
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%d\t%s\t%s\t%s\t%d\t%d\t%d\t%d\t%d\t%.1f",
        seed,
        point,
        fault,
        String.join(",", ends),
        lost,
        twice,
        untrue,
        heldOff,
        uncounted,
        seconds);
  }
}
