package io.vputty.job.affinity.memory;

import io.vputty.mapping.VmPages;
import io.vputty.model.sharing.HolderTable;
import io.vputty.model.sharing.PairTable;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateTypesTest {

  @ParameterizedTest
  @ValueSource(
      classes = {
        VmPages.class,
        HashChange.class,
        HolderTable.class,
        CellNews.class,
        SampledVm.class,
        PairTable.class
      })
  void areSerializedWithoutKryo(Class<?> type) {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
  }
}
