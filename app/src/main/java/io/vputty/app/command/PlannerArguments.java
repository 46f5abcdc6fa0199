package io.vputty.app.command;

import io.vputty.model.plan.PlannerOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How bold and how thorough planning is, from the command line. */
final class PlannerArguments {

  private static final PlannerOptions DEFAULTS = PlannerOptions.defaults();
  private static final double SECONDS_PER_HOUR = 3600;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--max-moves",
      paramLabel = "N|P%",
      converter = MoveLimit.Converter.class,
      description = "Most moves, or that share of the VMs. Default: the file's budget, else 20.")
  private @Nullable MoveLimit maxMoves;

  @Option(
      names = "--margin",
      paramLabel = "X",
      defaultValue = "2",
      description =
          "A move must gain X times its cost, by the lower bound of its gain. Default:"
              + " ${DEFAULT-VALUE}.")
  private double margin;

  @Option(
      names = "--horizon",
      paramLabel = "TIME",
      defaultValue = "24h",
      converter = DurationConverter.class,
      description = "Time over which it must. Default: ${DEFAULT-VALUE}.")
  private Duration horizon = Duration.ZERO;

  @Option(
      names = "--evaluations",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Moves and swaps to look at, which bounds the time; about 4 million take a second. "
              + "Default: as many as the number of VMs and of moves asks for.")
  private long evaluations;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the search; the same one gives the same plan. Default: 1.")
  private long seed;

  /**
   * The options for a domain.
   *
   * @param vms VMs in it
   * @param budget most moves where none are given; -1 where nothing says
   */
  PlannerOptions options(int vms, int budget) {
    int otherwise = budget < 0 ? DEFAULTS.maxMoves() : budget;
    int moves = maxMoves == null ? otherwise : maxMoves.of(vms);
    try {
      return new PlannerOptions(
          moves,
          horizon.toSeconds() / SECONDS_PER_HOUR,
          margin,
          evaluations,
          seed,
          DEFAULTS.hostMovesAtOnce());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
