package io.vputty.collector.sflow.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vputty.collector.Addresses;
import io.vputty.collector.sflow.wire.AgentAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {

  @ParameterizedTest
  @CsvSource({
    "10.1.0.0/16, 10.1.255.9, true",
    "10.1.0.0/16, 10.2.0.0, false",
    "10.1.2.3, 10.1.2.3, true",
    "10.1.2.3, 10.1.2.2, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "2001:db8::/32, 2001:db8:ffff::1, true",
    "2001:db8::/32, 2001:db9::1, false",
    "2001:db8::1:0/112, 2001:db8::1:ffff, true",
    "2001:db8::1:0/112, 2001:db8::2:0, false",
    "::/0, ::1, true"
  })
  void knowsWhatLiesInABlock(String block, String address, boolean expected) {
    assertThat(AddressBlock.parse(block).contains(agent(address))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10.1.0.0/33", "10.1.0/8", "host", "::1/129", "10.0.0.1/-1", "1/2/3"})
  void refusesWhatIsNoBlock(String text) {
    assertThatThrownBy(() -> AddressBlock.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @Test
  void admitsOthersOnlyIfToldTo() {
    List<AddressBlock> listed = List.of(AddressBlock.parse("10.0.0.0/8"));
    AgentAddress stranger = agent("192.0.2.1");
    assertThat(new Admission(listed, true, 1).admits(stranger)).isFalse();
    assertThat(new Admission(listed, false, 1).admits(stranger)).isTrue();
    assertThat(new Admission(listed, false, 1).isListed(stranger)).isFalse();
    assertThat(new Admission(List.of(), true, 1).admits(stranger)).isTrue();
  }

  private static AgentAddress agent(String text) {
    ByteBuffer bytes = ByteBuffer.wrap(Addresses.parseIp(text).orElseThrow());
    return bytes.capacity() == 4
        ? new AgentAddress(4, 0, bytes.getInt() & 0xFFFF_FFFFL)
        : new AgentAddress(6, bytes.getLong(), bytes.getLong());
  }
}
