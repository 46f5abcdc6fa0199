package io.vputty.job.affinity.conflict;

import io.vputty.mapping.LoadInterval;
import io.vputty.model.load.CollectorLoad;
import io.vputty.model.load.HourTally;
import io.vputty.model.load.LoadProfile;
import io.vputty.model.load.PaneRing;
import io.vputty.model.load.WeekProfile;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConflictTypesTest {

  @ParameterizedTest
  @ValueSource(
      classes = {
        LoadInterval.class,
        VmPane.class,
        ToldConflict.class,
        CollectorLoad.class,
        LoadProfile.class,
        PaneRing.class,
        HourTally.class,
        WeekProfile.class
      })
  void areSerializedWithoutKryo(Class<?> type) {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
  }
}
