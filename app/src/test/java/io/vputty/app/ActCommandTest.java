package io.vputty.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActCommandTest {

  @Test
  void movesNothingByDefault() {
    CommandRun run = CommandRun.of("act", "--check-config", "--set", "id=one");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            "bootstrap: 127.0.0.1:9092",
            "kafka: {}",
            "id: one",
            "driver: dry-run",
            "driver-settings: {}",
            "approval: automatic",
            "aggressiveness: 5",
            "max-running: 8",
            "moves-per-host: 2",
            "moves-per-domain: 8",
            "moves-per-hour: 0",
            "windows: []",
            "trusted-keys: []",
            "tick: 200ms",
            "heartbeat: 1s",
            "lease: 30s",
            "clock-tolerance: 5s",
            "http: 127.0.0.1:9647");
  }

  @Test
  void takesAFileAndFlags(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("act.yml");
    Files.writeString(
        file,
        """
        approval: manual
        moves-per-hour: 4
        windows: ["Sat,Sun 22:00-06:00 Europe/Vienna"]
        """);

    CommandRun run =
        CommandRun.of("act", "--config", file.toString(), "--set", "lease=9s", "--check-config");

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("approval: manual", "moves-per-hour: 4", "lease: 9s")
        .contains("windows: [\"Sat,Sun 22:00-06:00 Europe/Vienna\"]");
  }

  @Test
  void suggestsTheKeyThatWasMeant() {
    refuses("did you mean 'moves-per-host'?", "--set", "moves-per-hosts=3");
  }

  @Test
  void refusesWhatMakesNoSense() {
    refuses("approval 'maybe' is neither automatic nor manual", "--set", "approval=maybe");
    refuses("aggressiveness (6) must be 1 to 5", "--set", "aggressiveness=6");
    refuses("is not like 'Sat,Sun", "--set", "windows=weekends");
    refuses("must be at least twice the heartbeat", "--set", "lease=1s");
  }

  @Test
  void refusesADriverThatItDoesNotKnow() {
    refuses("there is no driver 'abacus'", "--driver", "abacus");
    refuses("driver dry-run has no setting 'url'", "--set", "driver-settings=url=x");
  }

  @Test
  void readsTrustedKeysAndShowsTheirFilesAlone(@TempDir Path directory) throws Exception {
    Path key = TestKey.ONE.trusted(directory);

    CommandRun run = CommandRun.of("act", "--check-config", "--trusted-keys", key.toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains(key.toString()).doesNotContain("BEGIN", "MCowBQ");
    refuses("none cannot be read", "--trusted-keys", directory.resolve("none").toString());
    refuses(
        "has no block BEGIN PUBLIC KEY",
        "--trusted-keys",
        TestKey.ONE.signing(directory).toString());
  }

  private static void refuses(String told, String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "act";
    all[1] = "--check-config";
    System.arraycopy(arguments, 0, all, 2, arguments.length);

    CommandRun run = CommandRun.of(all);

    assertThat(run.exitCode()).as(run.out()).isEqualTo(2);
    assertThat(run.err()).contains(told);
  }
}
