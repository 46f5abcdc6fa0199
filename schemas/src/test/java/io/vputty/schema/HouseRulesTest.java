package io.vputty.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

  @Test
  void everyTypeKeepsThem() {
    assertThat(Records.types()).flatMap(HouseRules::violations).isEmpty();
  }

  @Test
  void missAFieldWithoutDefault() {
    Schema edited =
        Records.edited(
            "Interval", "\"doc\":\"Upper 95% limit.\",\"default\":0.0", "\"doc\":\"Upper.\"");
    assertThat(HouseRules.violations(edited)).containsExactly("Interval.high has no default");
  }

  @Test
  void missAFieldWithoutDocumentation() {
    Schema edited = Records.edited("Interval", "Upper 95% limit.", " ");
    assertThat(HouseRules.violations(edited)).containsExactly("Interval.high has no documentation");
  }

  @Test
  void missATimeWithoutItsUnit() {
    Schema edited = Records.edited("Setting", "When it takes effect, ms.", "When it takes effect.");
    assertThat(HouseRules.violations(edited))
        .containsExactly("Setting.time is documented without its unit");
  }

  @Test
  void missAnEnumWithAnotherDefault() {
    Schema edited = Records.edited("Verb", "\"default\":\"UNKNOWN\"", "\"default\":\"APPROVE\"");
    assertThat(HouseRules.violations(edited)).containsExactly("Verb does not fall back to UNKNOWN");
  }

  @Test
  void missAUnionOfTwoValues() {
    Schema edited = Records.edited("Rejected", "[\"null\",{", "[\"null\",\"int\",{");
    assertThat(HouseRules.violations(edited))
        .containsExactly("Rejected.topic has a union other than [null, X]");
  }
}
