package io.vputty.collector.inventory.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vputty.collector.inventory.source.SourceException;
import io.vputty.schema.Vm;
import io.vputty.schema.Volume;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainXmlTest {

  private static final String UUID = "<uuid>6695eb01-f6a4-8304-79aa-97f2502e193f</uuid>";

  @Test
  void readsADomainOfTheTestDriver() throws Exception {
    DomainXml domain = DomainXml.parse(Recorded.text("test-driver-domain.xml"), "hv1");
    assertThat(domain.vm())
        .isEqualTo(
            Vm.newBuilder()
                .setId("6695eb01-f6a4-8304-79aa-97f2502e193f")
                .setName("test")
                .setCpuCores(2)
                .setMemoryBytes(2L << 30)
                .setMacs(List.of(0xAABBCCDDEEFFL))
                .setVolumes(List.of("hv1:/guest/diskimage1"))
                .build());
    assertThat(domain.volumes())
        .containsExactly(new Volume("hv1:/guest/diskimage1", "hv1", "", 0L));
  }

  @Test
  void readsARunningGuestAsItIsNow() throws Exception {
    DomainXml domain = DomainXml.parse(Recorded.text("qemu-domain.xml"), "hv1");
    assertThat(domain.vm())
        .isEqualTo(
            Vm.newBuilder()
                .setId("6f1c9d4e-0b5a-4b6e-9a43-2f8c0d0c1e11")
                .setName("web-1")
                .setCpuCores(2)
                .setMemoryBytes(4L << 30)
                .setMacs(List.of(0x525400000101L, 0x525400000102L))
                .setVolumes(List.of("hv1:/srv/images/web-1.qcow2", "hv1:vdb", "rbd:pool/img"))
                .build());
    assertThat(domain.volumes()).extracting(Volume::getHost).containsExactly("hv1", "hv1", "");
  }

  @ParameterizedTest
  @CsvSource({
    "<memory unit='bytes'>1024</memory>, 1024",
    "<memory unit='b'>7</memory>, 7",
    "<memory>4</memory>, 4096",
    "<memory unit='k'>4</memory>, 4096",
    "<memory unit='KB'>4</memory>, 4000",
    "<memory unit='MiB'>2</memory>, 2097152",
    "<memory unit='GB'>2</memory>, 2000000000",
    "<memory unit='T'>1</memory>, 1099511627776",
    "'', 0",
  })
  void knowsTheUnitsOfMemory(String memory, long bytes) throws Exception {
    assertThat(DomainXml.parse("<domain>" + UUID + memory + "</domain>", "h").vm())
        .returns(bytes, Vm::getMemoryBytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not xml",
        "<domain>",
        "<domain/>",
        "<network>" + UUID + "</network>",
        "<domain>" + UUID + "<vcpu>two</vcpu></domain>",
        "<domain>" + UUID + "<memory unit='furlong'>1</memory></domain>",
        "<domain>" + UUID + "<memory>-1</memory></domain>",
      })
  void refusesWhatIsNoDomain(String xml) {
    assertThatThrownBy(() -> DomainXml.parse(xml, "h")).isInstanceOf(SourceException.class);
  }

  @Test
  void neitherOpensFilesNorExpandsEntitiesThatXmlNames() {
    String external =
        "<!DOCTYPE d [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><domain>&e;</domain>";
    String billion = "<!DOCTYPE d [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><domain>&b;</domain>";
    assertThatThrownBy(() -> XmlElement.parse(external))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("DOCTYPE");
    assertThatThrownBy(() -> XmlElement.parse(billion)).hasMessageContaining("DOCTYPE");
  }

  @Test
  void neverThrowsAnythingElseWhereverXmlEnds() {
    String whole = Recorded.text("qemu-domain.xml").strip();
    for (int length = 0; length < whole.length(); length += 7) {
      String cut = whole.substring(0, length);
      assertThatThrownBy(() -> DomainXml.parse(cut, "h")).isInstanceOf(SourceException.class);
    }
    assertThatCode(() -> DomainXml.parse(whole, "h")).doesNotThrowAnyException();
  }
}
