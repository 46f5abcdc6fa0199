package io.vputty.job.affinity;

import io.vputty.mapping.FlowSecond;
import io.vputty.model.graph.EdgeWindow;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateTypesTest {

  @ParameterizedTest
  @ValueSource(classes = {Sighting.class, EdgePane.class, EdgeWindow.class, FlowSecond.class})
  void areSerializedWithoutKryo(Class<?> type) {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
  }
}
