package io.vputty.job.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vputty.model.footprint.Prices;
import io.vputty.schema.access.Roles;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JobArgumentsTest {

  @Test
  void readsDurationsAsPeopleWriteThem() {
    assertThat(JobArguments.duration("500ms")).isEqualTo(Duration.ofMillis(500));
    assertThat(JobArguments.duration("10s")).isEqualTo(Duration.ofSeconds(10));
    assertThat(JobArguments.duration("1h")).isEqualTo(Duration.ofHours(1));
    assertThatThrownBy(() -> JobArguments.duration("soon")).hasMessageContaining("'soon'");
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> arguments(Set.of("margin"), "--pain", "1s"))
        .hasMessageContaining("--pain")
        .hasMessageContaining("margin");
    assertThatThrownBy(() -> arguments(Set.of(), "--pane")).hasMessageContaining("--pane");
  }

  @Test
  void refusesSecretsThatWouldTravelWithTheJob() {
    JobArguments arguments =
        arguments(
            Set.of(), "--bootstrap-servers", "nowhere:1", "--kafka.ssl.key.password", "hunter2");
    assertThatThrownBy(arguments::settings)
        .hasMessageContaining("ssl.key.password")
        .hasMessageContaining("${dir:FOLDER:FILE}")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void pricesAreOptions() {
    JobSettings settings = JobSettings.of("localhost:9092", Map.of());
    Prices prices = Prices.defaults().with("price.memory", 0.5);

    assertThat(settings.prices()).isEqualTo(Prices.defaults());
    assertThat(settings.pricing(prices).prices()).isEqualTo(prices);
    assertThatThrownBy(() -> settings.with("price.memory", "much").prices())
        .hasMessage("--price.memory 'much' is no number");
  }

  @Test
  void refusesAWindowThatIsNoMultipleOfItsPane() {
    JobSettings settings = JobSettings.of("localhost:9092", Map.of());

    assertThatThrownBy(() -> settings.windows(Duration.ofSeconds(10), Duration.ofSeconds(25)))
        .hasMessageContaining("PT25S")
        .hasMessageContaining("PT10S");
  }

  private static JobArguments arguments(Set<String> options, String... args) {
    return new JobArguments(args, Roles.JOB_DRIFT, options);
  }
}
