package io.vputty.collector.pagehash.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vputty.collector.pagehash.MadeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VmProcessTest {

  private static final String VM = "00000000-0000-4000-8000-000000000001";

  @TempDir private Path proc;

  @Test
  void findsProcessesThatNameAVm() throws IOException {
    Path qemu = MadeProcess.start(proc, 41, VM, 192).folder;
    Files.createDirectories(proc.resolve("42"));
    Files.writeString(proc.resolve("42").resolve("cmdline"), "sleep\0100\0");
    Files.createDirectories(proc.resolve("43"));

    assertThat(VmProcess.find(proc))
        .containsExactly(Map.entry(VM, new VmProcess(VM, qemu, "5041", Set.of(192L << 20))));
  }

  @Test
  void takesTheOlderOfTwoThatRunTheSameVm() throws IOException {
    MadeProcess.start(proc, 99, VM, 192);
    Path older = MadeProcess.start(proc, 41, VM, 192).folder;

    assertThat(VmProcess.find(proc).get(VM)).extracting(VmProcess::process).isEqualTo(older);
  }

  @Test
  void leavesOutAProcessWhoseStatMakesNoSense() throws IOException {
    Path qemu = MadeProcess.start(proc, 41, VM, 192).folder;
    Files.writeString(qemu.resolve("stat"), "41 (qemu) S 1");

    assertThat(VmProcess.find(proc)).isEmpty();
  }

  @Test
  void saysWhenThereIsNoProc() {
    assertThatThrownBy(() -> VmProcess.find(proc.resolve("none"))).isInstanceOf(IOException.class);
  }
}
