package io.vputty.collector.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QemuCommandLineTest {

  private static final String VM = "0000000a-aaaa-bbbb-cccc-000000000001";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-uuid|0000000A-aaaa-bbbb-cccc-000000000001",
        "-smbios|type=1,uuid=0000000a-aaaa-bbbb-cccc-000000000001,serial=x"
      })
  void namesItsVm(String option, String value) {
    assertThat(line("-name", "guest=a", option, value).vm()).contains(VM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sleep\000100", "qemu\000-uuid", "qemu\000-uuid\000no uuid\000"})
  void namesNone(String text) {
    assertThat(QemuCommandLine.parse(text).vm()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-m|192|201326592",
        "-m|2G|2147483648",
        "-m|size=262144k,slots=4,maxmem=1G|268435456",
        "-object|memory-backend-memfd,id=pc.ram,size=268435456,share=on|268435456",
        "-object|{\"qom-type\":\"memory-backend-ram\",\"id\":\"pc.ram\",\"size\":268435456}|268435456",
        "-object|memory-backend-file,id=mem1,size=1G,mem-path=/dev/hugepages|1073741824"
      })
  void saysHowLargeItsMemoryIs(String option, String value, long bytes) {
    assertThat(line(option, value).memorySizes()).containsExactly(bytes);
  }

  @Test
  void takesNoOtherObjectForMemory() {
    assertThat(line("-object", "rng-random,id=r,size=5").memorySizes()).isEmpty();
    assertThat(line("-m", "99999999999999999999T").memorySizes()).containsExactly(0L);
  }

  private static QemuCommandLine line(String... words) {
    return new QemuCommandLine(List.of(words));
  }
}
