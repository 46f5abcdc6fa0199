package io.vputty.job.affinity;

import io.vputty.job.affinity.conflict.ToldConflict;
import io.vputty.job.affinity.conflict.VmPane;
import io.vputty.mapping.FlowSecond;
import io.vputty.mapping.LoadInterval;
import io.vputty.model.graph.EdgeWindow;
import io.vputty.model.load.CollectorLoad;
import io.vputty.model.load.HourTally;
import io.vputty.model.load.LoadProfile;
import io.vputty.model.load.PaneRing;
import io.vputty.model.load.WeekProfile;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateTypesTest {

  @ParameterizedTest
  @ValueSource(
      classes = {
        AgentPane.class,
        CollectorLoad.class,
        EdgePane.class,
        EdgeWindow.class,
        FlowSecond.class,
        HourTally.class,
        LoadInterval.class,
        LoadProfile.class,
        PaneBlock.class,
        PaneRing.class,
        Surroundings.class,
        ToldConflict.class,
        UnknownPair.class,
        VmPane.class,
        WeekProfile.class
      })
  void areSerializedWithoutKryo(Class<?> type) {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
  }
}
