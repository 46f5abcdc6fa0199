package io.vputty.collector.inventory.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vputty.collector.inventory.source.Snapshot;
import io.vputty.collector.inventory.source.SourceException;
import io.vputty.schema.Host;
import io.vputty.schema.Inventory;
import io.vputty.schema.Vm;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LibvirtSourceTest {

  private final FakeHypervisor first = new FakeHypervisor();
  private final FakeHypervisor second = new FakeHypervisor();
  private final Deque<FakeHypervisor> toOpen = new ArrayDeque<>(List.of(first, second));
  private final LibvirtSource source = new LibvirtSource("qemu:///system", this::open);

  @Test
  void tellsTheHost() throws Exception {
    assertThat(source.read().records())
        .extractingByKey("host/hv1")
        .returns(
            Host.newBuilder()
                .setName("hv1")
                .setCpuCores(16)
                .setMemoryBytes(64L << 30)
                .setCpuModel("Skylake-Client")
                .build(),
            Inventory::getHost);
  }

  @Test
  void putsOnTheHostWhatIsActiveThere() throws Exception {
    first.domains.add(FakeHypervisor.domain("a", Activity.RUNNING));
    first.domains.add(FakeHypervisor.domain("b", Activity.PAUSED));
    first.domains.add(FakeHypervisor.domain("c", Activity.OFF));

    Snapshot snapshot = source.read();
    assertThat(hosts(snapshot)).isEqualTo(Map.of("vm/a", "hv1", "vm/b", "hv1", "vm/c", ""));
    assertThat(snapshot.tentative()).containsExactlyInAnyOrder("vm/b", "vm/c");
  }

  @Test
  void keepsItsConnection() throws Exception {
    Snapshot unused = source.read();
    first.domains.add(FakeHypervisor.domain("a", Activity.RUNNING));
    assertThat(source.read().records()).containsKey("vm/a");
    assertThat(toOpen).containsExactly(second);
  }

  @Test
  void opensAnotherConnectionWhenTheOldOneIsDead() throws Exception {
    Snapshot unused = source.read();
    first.alive = false;
    second.domains.add(FakeHypervisor.domain("a", Activity.RUNNING));
    assertThat(source.read().records()).containsKey("vm/a");
    assertThat(first.closed).isTrue();
  }

  @Test
  void opensAnotherConnectionAfterAFailure() throws Exception {
    first.failure = "internal error: client socket is closed";
    assertThatThrownBy(source::read)
        .isInstanceOf(SourceException.class)
        .hasMessage("internal error: client socket is closed");
    assertThat(first.closed).isTrue();
    assertThat(source.read().records()).containsKey("host/hv1");
  }

  @Test
  void refusesAListWithADomainThatMakesNoSenseRatherThanForgetIt() {
    first.domains.add(FakeHypervisor.domain("a", Activity.RUNNING));
    first.domains.add(new Hypervisor.DefinedDomain("<domain/>", Activity.RUNNING));
    assertThatThrownBy(source::read)
        .isInstanceOf(SourceException.class)
        .hasMessage("<domain> is not a domain with a UUID");
  }

  @Test
  void closesItsConnection() throws Exception {
    Snapshot unused = source.read();
    source.close();
    assertThat(first.closed).isTrue();
  }

  private Hypervisor open(Runnable changed) {
    return toOpen.remove();
  }

  private static Map<String, String> hosts(Snapshot snapshot) {
    return snapshot.records().values().stream()
        .filter(record -> record.getVm() != null)
        .collect(
            Collectors.toMap(
                Inventory::getEntity,
                record -> {
                  Vm vm = record.getVm();
                  return vm.getHost();
                }));
  }
}
