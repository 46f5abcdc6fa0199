package io.vputty.app.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A number of moves: "20", or "5%" of the VMs.
 *
 * @param moves most moves; -1 where a share is given
 * @param share share of the VMs, 0-1
 */
record MoveLimit(int moves, double share) {

  /** Most moves in a domain of so many VMs; a share that is not 0 allows one at least. */
  int of(int vms) {
    if (moves >= 0) {
      return moves;
    }
    return share == 0 ? 0 : (int) Math.max(1, Math.round(share * vms));
  }

  /** Reads it from a command line. */
  static final class Converter implements ITypeConverter<MoveLimit> {

    @Override
    public MoveLimit convert(String text) {
      boolean share = text.endsWith("%");
      String digits = share ? text.substring(0, text.length() - 1) : text;
      try {
        double value = share ? Double.parseDouble(digits) : Integer.parseInt(digits);
        if (value >= 0 && !(share && value > 100)) {
          return share ? new MoveLimit(-1, value / 100) : new MoveLimit((int) value, 0);
        }
      } catch (NumberFormatException e) {
        throw new TypeConversionException(wrong(text));
      }
      throw new TypeConversionException(wrong(text));
    }

    private static String wrong(String text) {
      return "'%s' is no number of moves; write 20, or 5%% of the VMs".formatted(text);
    }
  }
}
