package io.vputty.collector.pagehash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.Stream;

/** A folder with the files by which /proc tells of a QEMU process, as a test wants them. */
public final class MadeProcess {

  /** Where its first piece of guest memory begins. */
  public static final long START = 0x1000_0000L;

  public static final int PAGE = 4096;

  private static final long PRESENT = 1L << 63;
  private static final long SWAPPED = 1L << 62;

  public final Path folder;

  private MadeProcess(Path folder) {
    this.folder = folder;
  }

  /** Makes one whose VM has one piece of memory, all absent. */
  public static MadeProcess start(Path proc, int pid, String vm, int mebibytes) throws IOException {
    MadeProcess process = new MadeProcess(proc.resolve(Integer.toString(pid)));
    Files.createDirectories(process.folder);
    process.write("cmdline", "qemu-system-x86_64\0-uuid\0%s\0-m\0%d\0".formatted(vm, mebibytes));
    process.write("stat", pid + " (qemu) x) S " + "1 ".repeat(18) + (5000 + pid) + " 0 0\n");
    process.write("mem", "");
    process.write("pagemap", "");
    process.mapped(process.mapping(START, mebibytes));
    return process;
  }

  /** Says what is mapped, as smaps and maps have it. */
  public void mapped(String... mappings) throws IOException {
    String text = String.join("", mappings);
    write("smaps", text);
    write(
        "maps", text.lines().filter(line -> line.contains("-")).reduce("", (a, b) -> a + b + "\n"));
  }

  /** Guest memory. */
  public String mapping(long start, int mebibytes) {
    return "%x-%x rw-p 00000000 00:00 0 \nSize: 0 kB\nVmFlags: rd wr mr mw me dc ac hg mg \n"
        .formatted(start, start + ((long) mebibytes << 20));
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  /** Makes pages present, each with contents that follow from a seed; seed 0 is zeros. */
  public void pages(long address, long... seeds) throws IOException {
    for (int i = 0; i < seeds.length; i++) {
      long at = address + (long) i * PAGE;
      put("mem", at, page(seeds[i]));
      entry(at, PRESENT);
    }
  }

  public void swapped(long address) throws IOException {
    entry(address, SWAPPED);
  }

  public void absent(long address) throws IOException {
    entry(address, 0);
  }

  private void entry(long address, long bits) throws IOException {
    byte[] entry = new byte[Long.BYTES];
    ByteBuffer.wrap(entry).order(ByteOrder.nativeOrder()).putLong(bits);
    put("pagemap", address / PAGE * Long.BYTES, entry);
  }

  private void put(String file, long at, byte[] bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(folder.resolve(file), StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(bytes), at);
    }
  }

  public static byte[] page(long seed) {
    byte[] page = new byte[PAGE];
    if (seed != 0) {
      new Random(seed).nextBytes(page);
    }
    return page;
  }

  /** Ends it. */
  public void end() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
