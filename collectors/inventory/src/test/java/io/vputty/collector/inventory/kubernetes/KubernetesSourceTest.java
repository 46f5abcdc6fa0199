package io.vputty.collector.inventory.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.vputty.collector.Addresses;
import io.vputty.collector.inventory.source.Snapshot;
import io.vputty.collector.inventory.source.SourceException;
import io.vputty.schema.AutomationLevel;
import io.vputty.schema.Host;
import io.vputty.schema.Inventory;
import io.vputty.schema.Vm;
import io.vputty.schema.Volume;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KubernetesSourceTest {

  private static final ResourceDefinitionContext INSTANCES =
      new ResourceDefinitionContext.Builder()
          .withGroup("kubevirt.io")
          .withVersion("v1")
          .withKind("VirtualMachineInstance")
          .withPlural("virtualmachineinstances")
          .withNamespaced(true)
          .build();
  private static final String WEB = "vm/5d307ca9-b3ef-428c-8861-06e72d69f223";

  private final AtomicInteger wakes = new AtomicInteger();
  private KubernetesMockServer server;
  private KubernetesClient client;
  private KubernetesSource source;

  @BeforeEach
  void start() throws Exception {
    server =
        new KubernetesMockServer(
            new Context(),
            new MockWebServer(),
            new HashMap<>(),
            new KubernetesCrudDispatcher(),
            false);
    server.init();
    client = server.createClient();
    client.nodes().resource(node("node-1.json")).create();
    client.nodes().resource(node("node-2.json")).create();
    create("vmi-web.json");
    source =
        new KubernetesSource(
            KubernetesSource.client(client.getConfiguration()),
            "example.com/rack",
            Duration.ofSeconds(5));
    source.onChange(wakes::incrementAndGet);
  }

  @AfterEach
  void stop() {
    source.close();
    client.close();
    server.destroy();
  }

  @Test
  void readsNodes() throws Exception {
    Host expected =
        Host.newBuilder()
            .setName("node-1")
            .setCpuCores(15.5)
            .setMemoryBytes(63L << 30)
            .setZone("az1")
            .setRack("r7")
            .setCpuModel("EPYC-Rome")
            .setLabels(
                Map.of(
                    "topology.kubernetes.io/zone", "az1",
                    "example.com/rack", "r7",
                    "kubevirt.io/schedulable", "true"))
            .build();
    assertThat(record("host/node-1").getHost()).isEqualTo(expected);
    assertThat(record("host/node-2").getHost().getSchedulable()).as("cordoned").isFalse();
  }

  @Test
  void readsInstances() throws Exception {
    Vm expected =
        Vm.newBuilder()
            .setId("5d307ca9-b3ef-428c-8861-06e72d69f223")
            .setName("web")
            .setHost("node-1")
            .setTenant("shop")
            .setTrustDomain("shop")
            .setCpuCores(4)
            .setMemoryBytes(2L << 30)
            .setMacs(List.of(Addresses.parseMac("52:54:00:00:01:01").orElseThrow()))
            .setIps(List.of(ip("10.244.1.7"), ip("fd10:244::7")))
            .setVolumes(List.of("pvc:shop/web-root"))
            .setRequiredLabels(Map.of("disk", "ssd"))
            .setAutomation(AutomationLevel.PINNED)
            .build();
    assertThat(record(WEB).getVm()).isEqualTo(expected);
    assertThat(record("volume/pvc:shop/web-root").getVolume())
        .isEqualTo(new Volume("pvc:shop/web-root", "", "", 10L << 30));
  }

  @Test
  void followsWhatChanges() throws Exception {
    Snapshot before = source.read();
    assertThat(before.records()).doesNotContainKey("vm/" + FirmwareUuid.derived("db"));
    int woken = wakes.get();
    GenericKubernetesResource created = create("vmi-db.json");
    await().until(() -> wakes.get() > woken);
    assertThat(record("vm/" + FirmwareUuid.derived("db")).getVm().getHost())
        .as("of one that is still being scheduled")
        .isEmpty();
    client.genericKubernetesResources(INSTANCES).inNamespace("shop").resource(created).delete();
    await().until(() -> source.read().equals(before));
  }

  @Test
  void tellsThatTheServerIsGone() throws Exception {
    Snapshot unused = source.read();
    server.destroy();
    assertThatThrownBy(source::read).isInstanceOf(SourceException.class);
  }

  @Test
  void derivesUuidsAsKubeVirtDoes() {
    assertThat(FirmwareUuid.derived("web")).hasToString("d32ff544-f682-571b-8677-3762f07ab8a4");
  }

  @Test
  void tellsThatItsConfigCannotBeRead() {
    KubernetesSettings settings = new KubernetesSettings(Path.of("/nowhere/config"), "", "rack");
    assertThatThrownBy(() -> new KubernetesSource(settings))
        .isInstanceOf(SourceException.class)
        .hasMessage("kubernetes-config: /nowhere/config cannot be read");
  }

  private Inventory record(String entity) throws Exception {
    return Objects.requireNonNull(source.read().records().get(entity), entity);
  }

  private GenericKubernetesResource create(String file) throws Exception {
    return client
        .genericKubernetesResources(INSTANCES)
        .inNamespace("shop")
        .resource(read(file, GenericKubernetesResource.class))
        .create();
  }

  private static Node node(String file) throws Exception {
    return read(file, Node.class);
  }

  private static <T> T read(String file, Class<T> type) throws Exception {
    try (InputStream in = KubernetesSourceTest.class.getResourceAsStream("/kubernetes/" + file)) {
      assertThat(in).as(file).isNotNull();
      return Serialization.unmarshal(in, type);
    }
  }

  private static ByteBuffer ip(String text) {
    return ByteBuffer.wrap(Addresses.parseIp(text).orElseThrow());
  }
}
