package io.vputty.collector.host;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class QemuCommandLineFuzzTest {

  static Stream<byte[]> commands() {
    return Stream.of(
            "qemu\0-uuid\0C7A5FDBD-EDAF-9455-926A-D65C16DB1809\0-m\0size=4194304k,maxmem=8G\0",
            "qemu\0-smbios\0type=1,uuid=c7a5fdbd-edaf-9455-926a-d65c16db1809\0-m\0" + "4G",
            "-object\0memory-backend-file,id=a,size=999999999999999P\0-m\0" + "9007199254740993T")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("commands")
  @FuzzTest(maxDuration = "2m")
  void readsOrLeavesOut(byte[] bytes) {
    QemuCommandLine command = QemuCommandLine.parse(new String(bytes, StandardCharsets.UTF_8));
    if (command.vm().filter(String::isEmpty).isPresent()) {
      throw new AssertionError("a VM without an id");
    }
    if (command.memorySizes().stream().anyMatch(size -> size < 0)) {
      throw new AssertionError("negative memory: " + command.memorySizes());
    }
  }
}
