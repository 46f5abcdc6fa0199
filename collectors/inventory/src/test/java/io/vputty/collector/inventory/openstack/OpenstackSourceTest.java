package io.vputty.collector.inventory.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vputty.collector.Addresses;
import io.vputty.collector.inventory.SettableClock;
import io.vputty.collector.inventory.source.Snapshot;
import io.vputty.collector.inventory.source.SourceException;
import io.vputty.schema.Host;
import io.vputty.schema.Inventory;
import io.vputty.schema.Vm;
import io.vputty.schema.Volume;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenstackSourceTest {

  private static final Instant START = Instant.parse("2026-11-22T17:00:00Z");
  private static final String HYPERVISORS = "/compute/v2.1/os-hypervisors/detail?limit=1000";
  private static final String SERVERS = "/compute/v2.1/servers/detail?all_tenants=1&limit=1000";
  private static final String WEB = "9f1c7f0a-0000-4000-8000-000000000001";
  private static final String DB = "9f1c7f0a-0000-4000-8000-000000000002";

  private final SettableClock clock = new SettableClock(START);
  private FakeCloud cloud;
  private OpenstackSource source;

  @BeforeEach
  void start() throws Exception {
    cloud = new FakeCloud();
    cloud.says("/compute/v2.1/os-aggregates", "/openstack/", "aggregates.json");
    cloud.says(HYPERVISORS, "/openstack/", "hypervisors.json");
    cloud.says(SERVERS, "/openstack/", "servers-1.json");
    cloud.says(
        "/compute/v2.1/servers/detail?all_tenants=1&limit=1000&marker=" + WEB,
        "/openstack/",
        "servers-2.json");
    cloud.says("/network/v2.0/ports?limit=1000", "/openstack/", "ports.json");
    cloud.says(
        "/volume/v3/p1/volumes/detail?all_tenants=1&limit=1000", "/openstack/", "volumes.json");
    source = new OpenstackSource(cloud.settings(), Duration.ofSeconds(5), clock);
  }

  @AfterEach
  void stop() {
    source.close();
    cloud.close();
  }

  @Test
  void readsHosts() throws Exception {
    Host expected =
        Host.newBuilder()
            .setName("compute-1.example")
            .setCpuCores(48)
            .setMemoryBytes(257_500L << 20)
            .setCpuModel("Skylake-Server-IBRS")
            .setZone("az1")
            .setLabels(Map.of("ssd", "true"))
            .build();
    assertThat(record("host/compute-1.example").getHost()).isEqualTo(expected);
    assertThat(record("host/compute-2.example").getHost().getSchedulable()).isFalse();
  }

  @Test
  void readsServersOnAllPages() throws Exception {
    Vm expected =
        Vm.newBuilder()
            .setId(WEB)
            .setName("web")
            .setHost("compute-1.example")
            .setTenant("p1")
            .setTrustDomain("p1")
            .setCpuCores(2)
            .setMemoryBytes(4096L << 20)
            .setMacs(List.of(Addresses.parseMac("fa:16:3e:00:00:01").orElseThrow()))
            .setIps(List.of(ip("10.0.0.5")))
            .setVolumes(List.of("5f0c0000-0000-4000-8000-00000000000a"))
            .build();
    assertThat(record("vm/" + WEB).getVm()).isEqualTo(expected);
    Vm off = record("vm/" + DB).getVm();
    assertThat(off.getHost()).as("a server that is shut off").isEmpty();
    assertThat(off.getIps()).as("an address that two servers have").isEmpty();
  }

  @Test
  void readsVolumes() throws Exception {
    assertThat(record("volume/5f0c0000-0000-4000-8000-00000000000a").getVolume())
        .isEqualTo(new Volume("5f0c0000-0000-4000-8000-00000000000a", "", "", 20L << 30));
  }

  @Test
  void logsInOnceWhileTheTokenHolds() throws Exception {
    source.read();
    source.read();
    assertThat(cloud.asked()).filteredOn("login"::equals).hasSize(1);
    assertThat(cloud.login()).contains("\"name\":\"watcher\"", "\"password\":\"open sesame\"");
  }

  @Test
  void logsInAgainBeforeTheTokenEnds() throws Exception {
    source.read();
    clock.advance(Duration.ofSeconds(3570));
    cloud.renewsTokens("token-1", Instant.parse("2026-11-22T19:00:00Z"));
    source.read();
    source.read();
    assertThat(cloud.asked()).filteredOn("login"::equals).hasSize(2);
  }

  @Test
  void logsInAgainWhenTheTokenIsRevoked() throws Exception {
    Snapshot before = source.read();
    cloud.renewsTokens("token-2", Instant.parse("2026-11-22T18:00:00Z"));
    assertThat(source.read()).isEqualTo(before);
    assertThat(cloud.asked()).filteredOn("login"::equals).hasSize(2);
  }

  @Test
  void tellsWhatFailed() throws Exception {
    source.read();
    cloud.fails(503);
    assertThatThrownBy(source::read)
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("/compute/v2.1/os-aggregates: status 503")
        .hasMessageContaining("try later");
    cloud.fails(200);
    assertThat(source.read().records()).isNotEmpty();
  }

  @Test
  void tellsNeitherPasswordNorToken() {
    cloud.fails(401);
    assertThatThrownBy(source::read)
        .isInstanceOf(SourceException.class)
        .message()
        .contains("status 401")
        .doesNotContain("sesame", "token-1");
    assertThat(cloud.settings().toString()).doesNotContain("sesame");
  }

  @Test
  void refusesPagesThatGoInCircles() {
    cloud.says(
        HYPERVISORS,
        """
        {"hypervisors": [], "hypervisors_links": [
          {"rel": "next", "href": "CLOUD/anything?limit=1000"}]}
        """);
    assertThatThrownBy(source::read)
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("the pages go in circles");
  }

  @Test
  void refusesAnswersThatMakeNoSense() {
    cloud.says(SERVERS, "<html>");
    assertThatThrownBy(source::read).hasMessageContaining("is not JSON: <html>");
    cloud.says(SERVERS, "{\"servers\": [{\"name\": \"no id\"}]}");
    assertThatThrownBy(source::read).hasMessageContaining("a server has no 'id'");
    cloud.says(SERVERS, "{\"instances\": []}");
    assertThatThrownBy(source::read).hasMessageContaining("the answer has no list 'servers'");
  }

  private Inventory record(String entity) throws Exception {
    return Objects.requireNonNull(source.read().records().get(entity), entity);
  }

  private static ByteBuffer ip(String text) {
    return ByteBuffer.wrap(Addresses.parseIp(text).orElseThrow());
  }
}
