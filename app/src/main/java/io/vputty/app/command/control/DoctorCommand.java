package io.vputty.app.command.control;

import io.vputty.app.command.BrokerOptions;
import io.vputty.app.command.RoleConverter;
import io.vputty.app.health.DoctorAnswer;
import io.vputty.app.output.OutputOptions;
import io.vputty.schema.access.Role;
import io.vputty.schema.access.Roles;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds out what is wrong. */
@Command(
    name = "doctor",
    description = {
      "Check Kafka, topics, rights, stages, clocks, schemas, inventory, agents,",
      "completeness and refused plans, and say what to do. Exit code 1 if something is wrong."
    })
public final class DoctorCommand implements Callable<Integer> {

  @Mixin private BrokerOptions broker = new BrokerOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      defaultValue = "operator",
      converter = RoleConverter.class,
      description =
          "Check that the user of --kafka-config may do what this role does (`vputty acls` lists"
              + " them), and nothing that it could not read. Default: ${DEFAULT-VALUE}, and everything.")
  private Role role = Roles.OPERATOR;

  @Override
  public Integer call() {
    DoctorAnswer answer = DoctorAnswer.examine(broker.clientSettings(), role, Clock.systemUTC());
    output.print(answer);
    return answer.wrong() ? 1 : 0;
  }
}
