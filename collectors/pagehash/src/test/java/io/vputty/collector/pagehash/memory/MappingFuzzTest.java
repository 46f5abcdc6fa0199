package io.vputty.collector.pagehash.memory;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class MappingFuzzTest {

  static Stream<byte[]> files() {
    String line = "7f5c40000000-7f5c80000000 rw-p 00000000 00:00 0 ";
    return Stream.of(
            line + "\nRss:  4 kB\nVmFlags: rd wr mr mw me dc ac sd\n",
            line + " /dev/shm/guest\nVmFlags: rd rd\n",
            "ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0 [vsyscall]\n",
            "VmFlags: rd\n" + line + "[heap]\nVmFlags:\n")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("files")
  @FuzzTest(maxDuration = "2m")
  void readsOrCounts(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    Mapping.Parsed parsed = Mapping.parse(text);
    if (parsed.mappings().size() + parsed.malformedLines() > text.lines().count()) {
      throw new AssertionError("more than one answer for a line: " + parsed);
    }
    for (Mapping mapping : parsed.mappings()) {
      if (mapping.mayBeGuests(0) && !mapping.isMemory()) {
        throw new AssertionError("a guest's memory that is none: " + mapping);
      }
    }
  }
}
