package io.vputty.job.affinity;

import io.vputty.mapping.FlowSecond;
import io.vputty.model.graph.EdgeWindow;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateTypesTest {

  @ParameterizedTest
  @ValueSource(
      classes = {
        AgentPane.class,
        EdgePane.class,
        EdgeWindow.class,
        FlowSecond.class,
        PaneBlock.class,
        Surroundings.class,
        UnknownPair.class
      })
  void areSerializedWithoutKryo(Class<?> type) {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
  }
}
