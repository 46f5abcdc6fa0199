package io.vputty.job.reshape;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.job.runtime.JobSettings;
import io.vputty.schema.Topic;
import io.vputty.schema.Topics;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class ReshapeJobTest {

  @Test
  void writesPlansAndVerdictsEachWithPermanentNamesAndWithoutKryo() {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    Map<String, Integer> partitions =
        Topics.all().stream().collect(Collectors.toMap(Topic::name, topic -> 4));

    ReshapeJob.topology(env, JobSettings.of("localhost:1", partitions));

    Map<String, StreamNode> byUid =
        env.getStreamGraph().getStreamNodes().stream()
            .filter(node -> node.getTransformationUID() != null)
            .collect(
                Collectors.toMap(
                    StreamNode::getTransformationUID, Function.identity(), (one, other) -> one));
    assertThat(byUid).containsKeys("plan-domain", "order-plans", "order-verdicts");
  }
}
