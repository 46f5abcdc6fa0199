package io.vputty.bench.planner;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What others reached on the instances of files, measured once on a machine with two cores (data's
 * planner/KNOWN.md): own implementations of S-CORE, Starling, best-first moves and swaps (LS) and
 * annealing (SA); METIS 5.1.0 and Scotch 7.0.3, refined by LS.
 */
final class Known {

  /** Headings of {@link #ratios}. */
  static final List<String> HEADS =
      List.of("S-CORE", "Starling", "LS", "METIS + LS", "Scotch + LS", "SA");

  private static final String BLANK = " ";

  /** Start, the six ratios, best cost, whether it is proved. */
  private static final String REACHED =
      """
      small-20 3728 0.2307 0.1062 0.1792 0.1738 0.0955 0.0950 354 yes
      small-30 6976 0.2345 0.1712 0.1927 0.1193 0.1264 0.1193 832 yes
      small-40 13546 0.3108 0.1220 0.1183 0.0765 0.0980 0.0746 962 yes
      planted-80 26476 0.2442 0.0783 0.2126 0.0950 0.0598 0.0139 240 yes
      sbm-100-1 46960 0.2891 0.2591 0.2665 0.1442 0.1504 0.1293 6042 no
      sbm-100-2 41736 0.3047 0.2547 0.2775 0.1389 0.1874 0.1265 5280 no
      sbm-100-3 82482 0.1091 0.1217 0.1016 0.0432 0.0577 0.0430 3508 no
      sbm-1000-1 418990 0.2938 0.2569 0.2804 0.1255 0.1333 0.1228 51412 no
      sbm-1000-2 508036 0.2142 0.2016 0.2078 0.0929 0.0920 0.0885 44842 no
      sbm-1000-3 356394 0.2908 0.2691 0.2632 0.1031 0.1067 0.0997 35528 no
      planted-2850 30928034 0.3877 0.2928 0.3618 0.0141 0.0169 0.0003 6182 yes
      sbm-10000-1 6255624 0.2457 0.2288 0.2404 0.0786 0.0840 0.0766 479182 no
      sbm-10000-2 6357510 0.2398 0.2245 0.2361 0.0759 0.0830 0.0742 471860 no
      sbm-10000-3 5653226 0.2708 0.2524 0.2640 0.0870 0.0935 0.0849 480038 no
      """;

  /** Greedy / annealed by budget. */
  private static final String SAVED =
      """
      small-20 29.6/29.6 29.6/29.6 29.6/29.6 41.8/41.8 64.5/64.5 85.4/88.7
      small-30 20.0/20.0 20.0/20.0 20.0/20.0 32.4/39.1 55.9/55.9 77.5/78.3
      small-40 19.7/19.7 19.7/19.7 30.3/30.3 49.1/49.1 61.7/62.1 79.5/84.8
      planted-80 3.6/3.6 3.6/3.6 12.4/12.4 20.3/21.1 33.8/35.5 72.8/72.9
      sbm-100-1 20.1/20.1 27.7/27.7 43.7/43.7 53.5/53.5 63.3/64.1 74.4/78.2
      sbm-100-2 9.3/9.3 17.5/17.5 29.5/29.5 41.0/41.0 54.6/56.4 71.7/76.1
      sbm-100-3 50.6/50.6 56.6/56.6 66.2/66.2 72.3/73.0 79.4/79.9 88.3/89.9
      sbm-1000-1 14.3/14.3 20.1/20.1 29.8/29.8 39.5/39.5 50.5/50.6 66.8/69.4
      sbm-1000-2 32.1/32.1 36.5/36.5 43.7/43.7 50.4/50.4 59.4/59.7 74.0/76.8
      sbm-1000-3 9.3/9.3 14.0/14.0 22.7/22.7 32.3/32.3 44.5/44.5 64.3/68.1
      planted-2850 1.7/1.7 3.1/3.1 6.9/7.0 12.8/13.0 22.6/23.7 46.8/52.5
      sbm-10000-1 22.7/22.7 27.6/27.6 35.8/35.8 43.6/43.6 53.2/53.2 69.6/70.4
      sbm-10000-2 24.0/24.0 28.9/28.9 36.8/36.8 44.3/44.3 54.0/54.0 70.2/71.0
      sbm-10000-3 17.3/17.3 21.9/21.9 29.9/29.9 38.0/38.0 48.3/48.3 66.3/66.6
      """;

  private Known() {}

  /** Cost of the start, weight x hops. */
  static Optional<Double> start(String instance) {
    return fields(REACHED, instance).map(fields -> Double.parseDouble(fields.get(1)));
  }

  /** Cost / cost of the start that each of {@link #HEADS} reached. */
  static List<String> ratios(String instance) {
    return fields(REACHED, instance).map(fields -> fields.subList(2, 8)).orElse(List.of());
  }

  /** Least cost that any of them found, weight x hops. */
  static Optional<Double> best(String instance) {
    return fields(REACHED, instance).map(fields -> Double.parseDouble(fields.get(8)));
  }

  /** Whether nothing can be better than the best. */
  static boolean isProved(String instance) {
    return fields(REACHED, instance).map(fields -> fields.get(9).equals("yes")).orElse(false);
  }

  /** Greedy / annealed: % of the start's cost saved at 1, 2, 5, 10, 20, 50% of moves. */
  static List<String> savings(String instance) {
    return fields(SAVED, instance).map(fields -> fields.subList(1, 7)).orElse(List.of());
  }

  private static Optional<List<String>> fields(String lines, String instance) {
    return lines
        .lines()
        .filter(line -> line.startsWith(instance + BLANK))
        .findFirst()
        .map(line -> Arrays.asList(line.split(BLANK, -1)));
  }
}
