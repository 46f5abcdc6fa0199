package io.vputty.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.schema.AffinityEdge;
import io.vputty.schema.EdgeKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdgeMappingTest {

  @ParameterizedTest
  @CsvSource({"NETWORK,true", "STORAGE,true", "MEMORY,false", "CONFLICT,false", "UNKNOWN,false"})
  void levelsAreNoFlows(EdgeKind kind, boolean flow) {
    AffinityEdge edge =
        AffinityEdge.newBuilder()
            .setKind(kind)
            .setFrom("g1")
            .setTo("g2")
            .setWindowMs(60_000)
            .setPaneMs(10_000)
            .build();

    assertThat(EdgeMapping.flow(edge) != null).isEqualTo(flow);
  }
}
