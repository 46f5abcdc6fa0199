package io.vputty.collector.inventory.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vputty.collector.yaml.Problem;
import io.vputty.schema.AutomationLevel;
import io.vputty.schema.Host;
import io.vputty.schema.Inventory;
import io.vputty.schema.Vm;
import io.vputty.schema.Volume;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InventoryReaderTest {

  static final String WHOLE =
      """
      domain: east
      hosts:
        - name: hv1
          rack: r1
          zone: z1
          agents: ["2001:DB8::0:1", 10.0.0.1]
          cpu: 16
          memory: 64GiB
          nic: 10Gbit/s
          cpu-overcommit: 2.5
          nic-overcommit: 1.5
          cpu-model: Skylake
          labels: {disk: ssd}
          schedulable: false
          idle-watts: 90
          peak-watts: 300
          balancer: drs
        - name: tor1
          switch: true
          domain: fabric
      volumes:
        - id: vol1
          host: hv1
          rack: r1
          size: 1TB
      vms:
        - id: u1
          name: web-1
          host: hv1
          tenant: shop
          trust-domain: shop-t
          cpu: 2
          memory: 4 GiB
          macs: [52:54:00:00:00:01, "52-54-00-00-00-02"]
          ips: [10.1.0.1, "2001:db8::2"]
          vni: 42
          volumes: [vol1]
          affinity-group: a
          anti-affinity-group: b
          preferred-labels: {row: "7"}
          soft-affinity-group: c
          soft-anti-affinity-group: d
          required-labels: {disk: ssd}
          automation: manual
          dirty-rate: 0.01
      """;

  @Test
  void readsEveryField() throws Exception {
    Map<String, Inventory> state = InventoryReader.read("f", WHOLE).asOf(Instant.EPOCH);

    assertThat(state.keySet())
        .containsExactlyInAnyOrder("host/hv1", "host/tor1", "volume/vol1", "vm/u1");
    assertThat(state.get("host/hv1"))
        .isEqualTo(
            Inventory.newBuilder()
                .setTime(Instant.EPOCH)
                .setEntity("host/hv1")
                .setDomain("east")
                .setHost(
                    new Host(
                        "hv1",
                        List.of("2001:db8::1", "10.0.0.1"),
                        false,
                        "r1",
                        "z1",
                        16.0,
                        64L << 30,
                        10_000_000_000L,
                        2.5,
                        "Skylake",
                        Map.of("disk", "ssd"),
                        false,
                        90.0,
                        300.0,
                        "drs",
                        1.5))
                .build());
    assertThat(state.get("vm/u1"))
        .isEqualTo(
            Inventory.newBuilder()
                .setTime(Instant.EPOCH)
                .setEntity("vm/u1")
                .setDomain("east")
                .setVm(web())
                .build());
    assertThat(state)
        .extractingByKey("volume/vol1")
        .extracting(Inventory::getVolume)
        .isEqualTo(new Volume("vol1", "hv1", "r1", 1_000_000_000_000L));
    assertThat(state)
        .extractingByKey("host/tor1")
        .extracting(Inventory::getDomain)
        .isEqualTo("fabric");
  }

  private static Vm web() {
    return Vm.newBuilder()
        .setId("u1")
        .setName("web-1")
        .setHost("hv1")
        .setTenant("shop")
        .setTrustDomain("shop-t")
        .setCpuCores(2)
        .setMemoryBytes(4L << 30)
        .setMacs(List.of(0x525400000001L, 0x525400000002L))
        .setIps(
            List.of(
                ByteBuffer.wrap(new byte[] {10, 1, 0, 1}),
                ByteBuffer.wrap(
                    new byte[] {0x20, 1, 0x0D, (byte) 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2})))
        .setVni(42)
        .setVolumes(List.of("vol1"))
        .setAffinityGroup("a")
        .setAntiAffinityGroup("b")
        .setRequiredLabels(Map.of("disk", "ssd"))
        .setPreferredLabels(Map.of("row", "7"))
        .setSoftAffinityGroup("c")
        .setSoftAntiAffinityGroup("d")
        .setAutomation(AutomationLevel.MANUAL)
        .setDirtyRatePerSecond(0.01)
        .build();
  }

  @Test
  void readsTheExampleWithItsHistory() throws Exception {
    Path example = Path.of("examples", "two-hypervisors.yaml");
    Declaration declaration = InventoryReader.read("example", Files.readString(example));
    Instant migration = Instant.parse("2026-11-22T17:50:03Z");

    assertThat(hostOf(declaration, migration.minusMillis(1))).isEqualTo("hvA");
    assertThat(hostOf(declaration, migration)).isEqualTo("hvB");
    assertThat(declaration.history()).hasSize(6);
  }

  private static String hostOf(Declaration declaration, Instant time) {
    Inventory record = declaration.asOf(time).get("vm/00000001-aaaa-bbbb-cccc-000000000001");
    return record == null ? "" : record.getVm().getHost();
  }

  @Test
  void reportsEveryProblemWithItsPlace() {
    InventoryFileException thrown =
        catchThrowableOfType(
            InventoryFileException.class,
            () ->
                InventoryReader.read(
                    "inventory.yaml",
                    """
                    hosts:
                      - name: hv1
                        rak: r1
                        memory: lots
                        agents: [10.0.0.300]
                      - name: hv1
                      - rack: r2
                      - name: sw
                        switch: true
                    vms:
                      - id: u1
                        name: web-1
                        host: hv9
                        macs: [52:54:00:00:00:01]
                      - id: u2
                        host: sw
                        macs: [52:54:00:00:00:01]
                        automation: always
                      - id: u3
                        host: hv1
                        placements: [{host: hv1}, {host: hv1, since: yesterday}]
                        volumes: [vol9]
                    hots: []
                    """));

    assertThat(thrown.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "inventory.yaml:3:5: host 'hv1': key 'rak' is not known; did you mean 'rack'?",
            "inventory.yaml:4:13: host 'hv1': memory: 'lots' is not a size such as 64GiB",
            "inventory.yaml:5:14: host 'hv1': agents: '10.0.0.300' is not an IP address",
            "inventory.yaml:6:11: host 'hv1' is declared twice",
            "inventory.yaml:7:5: a host needs 'name'",
            "inventory.yaml:13:11: vm 'web-1': host 'hv9' is not declared; did you mean 'hv1'?",
            "inventory.yaml:15:5: vm 'u2': host 'sw' is a switch",
            "inventory.yaml:17:12: vm 'u2': MAC address '52:54:00:00:00:01' is declared twice",
            "inventory.yaml:18:17: vm 'u2': automation: 'always' is not pinned, manual or"
                + " automatic",
            "inventory.yaml:19:5: vm 'u3': either 'host' or 'placements' is expected, not both",
            "inventory.yaml:21:31: vm 'u3': placements: each one must be later than the one before",
            "inventory.yaml:21:50: vm 'u3': since: 'yesterday' is not a UTC time such as"
                + " 2026-11-22T17:50:03Z",
            "inventory.yaml:22:15: vm 'u3': volume 'vol9' is not declared",
            "inventory.yaml:23:1: key 'hots' is not known; did you mean 'hosts'?");
  }

  @Test
  void refusesWhatIsNoYaml() {
    assertThatThrownBy(() -> InventoryReader.read("f.yaml", "hosts:\n  - name: [hv1\n"))
        .isInstanceOf(InventoryFileException.class)
        .hasMessageStartingWith("f.yaml:3:1: ");
    assertThatThrownBy(() -> InventoryReader.read("f.yaml", ""))
        .isInstanceOf(InventoryFileException.class)
        .hasMessage("f.yaml:1:1: keys and values are expected");
  }
}
