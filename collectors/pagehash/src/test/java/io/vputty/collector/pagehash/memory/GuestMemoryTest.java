package io.vputty.collector.pagehash.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.collector.Counters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuestMemoryTest {

  private static final long MEBIBYTE = 1 << 20;

  /** Of QEMU 7.2 under TCG with -m 192, shortened: firmware, video memory, guest memory, code. */
  private static final String QEMU =
      """
      55d0c0a00000-55d0c1f00000 rw-p 00000000 00:00 0                          [heap]
      Size:              21504 kB
      VmFlags: rd wr mr mw me ac
      7fcc94600000-7fcc94601000 rw-p 00000000 00:00 0
      VmFlags: rd wr mr mw me dc ac hg mg
      7fcc94a00000-7fcc95a00000 rw-p 00000000 00:00 0
      VmFlags: rd wr mr mw me dc ac hg mg
      7fcc97e00000-7fcca3e00000 rw-p 00000000 00:00 0
      Rss:              172032 kB
      VmFlags: rd wr mr mw me dc ac hg mg
      7fcca4000000-7fccb0000000 rwxp 00000000 00:00 0
      VmFlags: rd wr ex mr mw me dc ac
      ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]
      VmFlags: ex
      """;

  private static final Region MEMORY = new Region(0x7fcc97e00000L, 0x7fcca3e00000L);

  @TempDir private Path process;

  private final Counters counters = new Counters();

  @Test
  void findsTheMemoryAmongAllElseThatQemuMaps() throws IOException {
    write(QEMU);

    assertThat(guest(192 * MEBIBYTE).regions()).containsExactly(MEMORY);
    assertThat(counters.snapshot().values()).containsOnly(0L);
  }

  @Test
  void findsMemoryThatIsPluggedInLater() throws IOException {
    GuestMemory guest = guest(192 * MEBIBYTE);
    write(QEMU);
    guest.regions();

    write(
        QEMU
            + """
            7fd000000000-7fd008000000 rw-s 00000000 00:01 7 /memfd:memory-backend-memfd (deleted)
            VmFlags: rd wr sh mr mw me ms dc
            """);

    assertThat(guest.regions())
        .containsExactly(MEMORY, new Region(0x7fd000000000L, 0x7fd008000000L));
  }

  @Test
  void leavesOutMemoryThatChildrenInherit() throws IOException {
    write(QEMU.replace(" dc", ""));

    assertThat(guest(192 * MEBIBYTE).regions()).isEmpty();
  }

  @Test
  void countsLinesThatMakeNoSense() throws IOException {
    write("7fcc97e00000-7fcc97e00000 rw-p 00000000 00:00 0\nnonsense\n\u0000\n" + QEMU);

    assertThat(guest(192 * MEBIBYTE).regions()).containsExactly(MEMORY);
    assertThat(counters.value("lines.malformed.smaps")).isEqualTo(3);
  }

  @Test
  void isNowhereWhenTheProcessIsGone() {
    assertThat(guest(MEBIBYTE).regions()).isEmpty();
  }

  @Test
  void takesAllMemoryOfAnyProcessButDevices() throws IOException {
    write(
        """
        1000-2000 r-xp 00000000 fe:00 9 /usr/bin/sleep
        2000-3000 ---p 00000000 00:00 0
        3000-4000 rw-s 00000000 00:05 9 /dev/dri/card0
        4000-5000 rw-s 00000000 00:05 9 /dev/shm/x
        5000-6000 r--p 00000000 00:00 0 [vvar]
        """);

    assertThat(GuestMemory.all(process, counters))
        .containsExactly(new Region(0x1000, 0x2000), new Region(0x4000, 0x5000));
  }

  private GuestMemory guest(long declaredBytes) {
    return new GuestMemory(process, Set.of(declaredBytes), counters);
  }

  private void write(String smaps) throws IOException {
    Files.writeString(process.resolve("smaps"), smaps);
    List<String> maps =
        smaps.lines().filter(line -> !line.contains(": ") || line.contains("-p ")).toList();
    Files.write(process.resolve("maps"), maps);
  }
}
