package io.vputty.sink.actuator.proxmox;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the log of a migration's task tells, which is all that Proxmox VE tells of its progress:
 *
 * <pre>
 * migration active, transferred 1.2 GiB of 4.0 GiB VM-state, 113.4 MiB/s
 * average migration speed: 1.1 GiB/s - downtime 27 ms
 * migration completed, transferred 4.1 GiB VM-state
 * </pre>
 *
 * @param share share done, 0-1
 * @param downtimeMillis -1 as long as it is not known
 */
record MigrationLog(double share, long transferredBytes, long downtimeMillis) {

  private static final Pattern TRANSFERRED =
      Pattern.compile("transferred ([0-9.]+) ([KMGT]?i?B) of ([0-9.]+) ([KMGT]?i?B)");
  private static final Pattern COMPLETED =
      Pattern.compile("completed, transferred ([0-9.]+) ([KMGT]?i?B)");
  private static final Pattern DOWNTIME = Pattern.compile("downtime (\\d{1,9}) ms");
  private static final String UNITS = "BKMGT";
  private static final int UNIT = 1024;

  static MigrationLog of(List<String> lines) {
    double share = 0;
    long transferred = 0;
    long downtime = -1;
    for (String line : lines) {
      Matcher sent = TRANSFERRED.matcher(line);
      if (sent.find()) {
        double bytes = bytes(sent.group(1), sent.group(2));
        double total = bytes(sent.group(3), sent.group(4));
        transferred = (long) bytes;
        share = total > 0 ? Math.min(1, bytes / total) : 0;
      }
      Matcher completed = COMPLETED.matcher(line);
      if (completed.find()) {
        transferred = (long) bytes(completed.group(1), completed.group(2));
        share = 1;
      }
      Matcher still = DOWNTIME.matcher(line);
      if (still.find()) {
        downtime = Long.parseLong(still.group(1));
      }
    }
    return new MigrationLog(share, transferred, downtime);
  }

  private static double bytes(String number, String unit) {
    double value = number.matches("\\d+(\\.\\d+)?") ? Double.parseDouble(number) : 0;
    return value * Math.pow(UNIT, UNITS.indexOf(unit.charAt(0)));
  }
}
