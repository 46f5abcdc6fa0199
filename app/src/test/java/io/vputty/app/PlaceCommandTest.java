package io.vputty.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlaceCommandTest {

  @Test
  void ranksHostsForAVmLikeAnother() {
    CommandRun run = place("--like", "web", "--domain", "east");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("a VM of 2.0 cores and 4.0 GiB with 6 affinities", "no host can take it")
        .containsPattern("hv1 +it has web of group web\n")
        .containsPattern("hv2 +it has web2 of group web\n")
        .containsPattern("hv3 +0.0 of 4.0 cores are free\n")
        .containsPattern("hv4 +it is cordoned\n")
        .doesNotContain("hv5");
  }

  @Test
  void ranksHostsByWhatTheNewVmTalksTo() throws IOException {
    CommandRun run =
        place(
            "--cpu",
            "1",
            "--memory",
            "2",
            "--talks-to",
            "web=20MB/s",
            "--talks-to",
            "db=1MB/s",
            "--json",
            "--domain",
            "east");

    JsonNode hosts = new ObjectMapper().readTree(run.out()).path("hosts");
    assertThat(hosts.findValuesAsText("host")).containsExactly("hv1", "hv2");
    double best = hosts.get(0).path("cost").path("total").asDouble();
    assertThat(best).isEqualTo(1e6 * 0.004 / (1L << 30) * 3600);
    assertThat(hosts.get(0).path("coresLeft").asDouble()).isEqualTo(5);
  }

  @Test
  void wantsHostsWithLabels() {
    CommandRun run = place("--cpu", "1", "--memory", "1", "--label", "disk=ssd");

    assertThat(run.out())
        .containsPattern("hv1 +\\$0.00/h +5.0 +27.0 GiB\n")
        .containsPattern("hv2 +it has no label disk=ssd\n")
        .contains("domain west");
  }

  @Test
  void readsInstances() {
    CommandRun run =
        CommandRun.of(
            "place", "--like", "17", "--graph", CommandRun.file("small-20.txt"), "--top", "1");

    assertThat(run.out()).contains("bytes/s x hops", "... and 2 more").containsPattern("host 1 +");
  }

  @Test
  void saysWhatIsMissingOrWrong() {
    assertThat(place().err()).startsWith("give --like VM, or --cpu N and --memory GIB");
    assertThat(place("--cpu", "1").err()).startsWith("give --like VM");
    assertThat(place("--cpu", "-1", "--memory", "1").err()).contains("must not be negative");
    assertThat(place("--like", "nobody").err())
        .endsWith("vputty: no vm has the id or name 'nobody'\n");
    assertThat(place("--like", "web", "--talks-to", "db=much").err())
        .contains("'much' is no rate; write 20MB/s");
  }

  private static CommandRun place(String... arguments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "place",
                "--graph",
                CommandRun.file("graph.json"),
                "--inventory",
                CommandRun.file("inventory.yaml")));
    all.addAll(List.of(arguments));
    return CommandRun.of(all.toArray(String[]::new));
  }
}
