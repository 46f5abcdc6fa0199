package io.vputty.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FootprintCommandTest {

  @Test
  void showsBothFootprintsOfAVm() {
    CommandRun run = footprint("vm", "web");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("web (id-web) on hv1, 2.0 cores, 4.0 GiB, automatic")
        .containsPattern(
            "db +network to +50.0 MB/s \\(45.0 MB/s to 55.0 MB/s\\) +hv3 +zone +\\$0.67/h")
        .containsPattern("world +network to .* - +- +\\$0.00/h")
        .containsPattern("total +\\$0.95/h")
        .containsPattern("network +0 B/s +0 B/s +71.1 MB/s +0 B/s");
  }

  @Test
  void showsWhatAnotherHostWouldChange() {
    CommandRun run = footprint("vm", "web", "--on", "hv3");

    assertThat(run.out())
        .containsPattern("cost +now +on hv3 +gain")
        .containsPattern("network on hv3 +71.0 MB/s")
        .contains("moving it to hv3 gains $0.95/h")
        .contains("but it cannot be moved there: 0.0 of 4.0 cores are free");
  }

  @Test
  void showsAHost() {
    CommandRun run = footprint("host", "hv3");

    assertThat(run.out())
        .contains("hv3 in domain east, 2 VMs with 4.0 of 4.0 cores and 12.0 GiB of 16.0 GiB")
        .containsPattern("cache +2.0 +4.0 GiB")
        .containsPattern("storage +1.0 MB/s +0 B/s");
  }

  @Test
  void tellsMachinesTheSame() throws IOException {
    JsonNode vm =
        new ObjectMapper().readTree(footprint("vm", "id-db", "--on", "hv1", "--json").out());

    assertThat(vm.path("affinities").findValuesAsText("peer"))
        .containsExactly("id-web", "id-web", "vol-db");
    assertThat(vm.path("physical").path("storageBytesPerSecond").path("HOST").asDouble())
        .isEqualTo(1e6);
    assertThat(vm.path("whatIf").path("migrationCost").asDouble()).isEqualTo(0.08);
    JsonNode host = new ObjectMapper().readTree(footprint("host", "hv1", "--json").out());
    assertThat(host.path("vms").get(0).asText()).isEqualTo("id-web");
    assertThat(host.path("nicBitsPerSecond").asLong()).isEqualTo(10_000_000_000L);
    assertThat(host.path("crossingBytesPerSecond").asDouble()).isPositive();
  }

  @Test
  void tellsWhatBreakingASoftRuleCosts() throws Exception {
    JsonNode log = new ObjectMapper().readTree(footprint("vm", "log", "--json").out());

    assertThat(log.path("physical").path("cost").path("rules").asDouble()).isEqualTo(0.01);
    assertThat(footprint("host", "hv1").out()).contains("its NIC carries");
  }

  @Test
  void saysWhatIsWrong() {
    assertThat(footprint("vm", "nobody").err()).contains("no vm has the id or name 'nobody'");
    assertThat(footprint("host", "hv9").err()).contains("no host has the name 'hv9'");
    assertThat(footprint("vm", "web", "--on", "hv9").err()).contains("no host has the name 'hv9'");
    assertThat(footprint("host", "hv1", "--on", "hv2").err()).startsWith("--on asks about a VM");
    assertThat(footprint("rack", "r1").exitCode()).isEqualTo(2);
    assertThat(footprint("vm", "nobody").exitCode()).isEqualTo(3);
  }

  @Test
  void tellsTheSameAsYaml() {
    assertThat(footprint("host", "hv1", "-o", "yaml").out())
        .startsWith("---\nhost: hv1\n")
        .contains("\nvms:\n- id-web\n");
  }

  private static CommandRun footprint(String... arguments) {
    List<String> all = new ArrayList<>(List.of("footprint"));
    all.addAll(List.of(arguments));
    all.addAll(
        List.of(
            "--graph",
            CommandRun.file("graph.json"),
            "--inventory",
            CommandRun.file("inventory.yaml")));
    return CommandRun.of(all.toArray(String[]::new));
  }
}
