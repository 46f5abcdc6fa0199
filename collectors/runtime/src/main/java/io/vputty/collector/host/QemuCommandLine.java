package io.vputty.collector.host;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The command line of a QEMU process: which VM it runs, and how much memory it gave it at its
 * start.
 *
 * @param words its words, the program's name first
 */
public record QemuCommandLine(List<String> words) {

  private static final String UUID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
  private static final Pattern ALONE = Pattern.compile(UUID);

  /** As Proxmox names it. */
  private static final Pattern SMBIOS = Pattern.compile("(?:^|.*,)uuid=(" + UUID + ")(?:,.*|$)");

  /** "192", "size=262144k,slots=4", as {@code -m} has it. */
  private static final Pattern MEMORY = Pattern.compile("(?:size=)?(\\d+)([bkmgtBKMGT]?)(?:,.*|$)");

  /** In an object of the kind memory-backend-..., as words or as JSON. */
  private static final Pattern BACKEND_SIZE =
      Pattern.compile("(?:^|[,{])\"?size\"?[=:](\\d+)([bkmgtBKMGT]?)(?=[,}]|$)");

  private static final String SUFFIXES = "bkmgt";
  private static final int BITS_PER_SUFFIX = 10;

  public QemuCommandLine {
    words = List.copyOf(words);
  }

  /** As /proc/PID/cmdline has it: each word ends with a zero. */
  public static QemuCommandLine parse(String text) {
    return new QemuCommandLine(Arrays.asList(text.split("\0", -1)));
  }

  /** UUID of the VM in lower case; empty if it names none. */
  public Optional<String> vm() {
    for (int i = 0; i + 1 < words.size(); i++) {
      String value = words.get(i + 1);
      if (words.get(i).equals("-uuid") && ALONE.matcher(value).matches()) {
        return Optional.of(value.toLowerCase(Locale.ROOT));
      }
      Matcher smbios = SMBIOS.matcher(value);
      if (words.get(i).equals("-smbios") && smbios.matches()) {
        return Optional.of(smbios.group(1).toLowerCase(Locale.ROOT));
      }
    }
    return Optional.empty();
  }

  /** Sizes of the pieces of guest memory that it names, bytes. */
  public Set<Long> memorySizes() {
    Set<Long> sizes = new HashSet<>();
    for (int i = 0; i + 1 < words.size(); i++) {
      String value = words.get(i + 1);
      Matcher memory = MEMORY.matcher(value);
      Matcher backend = BACKEND_SIZE.matcher(value);
      if (words.get(i).equals("-m") && memory.matches()) {
        sizes.add(bytes(memory.group(1), memory.group(2), "m"));
      } else if (words.get(i).equals("-object")
          && value.contains("memory-backend-")
          && backend.find()) {
        sizes.add(bytes(backend.group(1), backend.group(2), "b"));
      }
    }
    return sizes;
  }

  /** A number too large for any machine is 0. */
  private static long bytes(String digits, String suffix, String without) {
    String unit = suffix.isEmpty() ? without : suffix.toLowerCase(Locale.ROOT);
    int shift = SUFFIXES.indexOf(unit) * BITS_PER_SUFFIX;
    return digits.length() > 15 || Long.parseLong(digits) > Long.MAX_VALUE >> shift
        ? 0
        : Long.parseLong(digits) << shift;
  }
}
