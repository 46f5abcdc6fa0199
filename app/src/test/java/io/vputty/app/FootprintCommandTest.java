package io.vputty.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vputty.app.json.Json;
import io.vputty.app.json.RecordJson;
import io.vputty.model.footprint.Prices;
import io.vputty.schema.HashGaps;
import io.vputty.schema.PageHashSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FootprintCommandTest {

  private static final int MIB = 1 << 20;

  @TempDir private Path folder = Path.of("");

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
  void tellsWhatRamAHostNeedsIfEachContentIsKeptOnce() throws Exception {
    String file =
        pages(page("id-web", 0, 300), page("id-db", 200, 700), page("id-cache", 600, 900));

    CommandRun host = footprint("host", "hv3", "--pages", file);
    JsonNode tree =
        new ObjectMapper().readTree(footprint("host", "hv3", "--pages", file, "--json").out());
    JsonNode web =
        new ObjectMapper()
            .readTree(footprint("vm", "web", "--on", "hv3", "--pages", file, "--json").out());

    assertThat(host.out())
        .contains("pages of 2 of 2 VMs need 0.7 GiB (0.7 GiB to 0.7 GiB) if each content is kept");
    assertThat(tree.path("uniqueMemoryBytes").path("value").asDouble()).isEqualTo(700.0 * MIB);
    assertThat(tree.path("sampledVms").asInt()).isEqualTo(2);
    double perPage = Prices.defaults().memoryPerGibHour() / 1024;
    assertThat(web.path("physical").path("cost").path("memory").asDouble())
        .isCloseTo(100 * perPage, within(1e-12));
    assertThat(web.path("whatIf").path("physical").path("cost").path("memory").asDouble()).isZero();
  }

  @Test
  void saysWhichSampleOfPagesIsWrong() throws Exception {
    Map<String, @Nullable Object> wrong = page("id-db", 0, 300);
    wrong.put("hashCount", 301);

    CommandRun run = footprint("host", "hv3", "--pages", pages(page("id-web", 0, 300), wrong));

    assertThat(run.exitCode()).isNotZero();
    assertThat(run.err()).contains("pages.json").contains("sample 2: ");
  }

  private static Map<String, @Nullable Object> page(String vm, long from, long to) {
    long[] hashes = LongStream.range(from, to).map(page -> page << 16).toArray();
    return RecordJson.tree(
        PageHashSample.newBuilder()
            .setTime(Instant.ofEpochSecond(1_700_000_000))
            .setVm(vm)
            .setTrustDomain("t")
            .setKeyId("k")
            .setPageBytes(MIB)
            .setHashCount(hashes.length)
            .setHashGaps(HashGaps.encode(hashes))
            .build());
  }

  /** A file as {@code vputty tail pagehash} prints it. */
  @SafeVarargs
  private String pages(Map<String, @Nullable Object>... samples) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Map<String, @Nullable Object> sample : samples) {
      text.append(Json.line(Map.of("type", "PageHashSample", "value", sample))).append('\n');
    }
    return Files.writeString(folder.resolve("pages.json"), text).toString();
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
