package io.vputty.app.command;

import io.vputty.schema.access.Grant;
import io.vputty.schema.access.Role;
import io.vputty.schema.access.Roles;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints what each role's user must be allowed on a Kafka with an authorizer. */
@Command(
    name = "acls",
    sortOptions = false,
    description = {
      "Print the options by which kafka-acls allows each role what it needs and nothing else.",
      "Needs no Kafka. `vputty doctor --role ROLE` tells what a user lacks."
    })
public final class AclsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      converter = RoleConverter.class,
      description = "Of this role alone. Default: of all.")
  private @Nullable Role role;

  @Option(
      names = "--principal",
      paramLabel = "TYPE:NAME",
      description =
          "Who has the role, as User:CN=sflow of a certificate. Default: User: and its name.")
  private @Nullable String principal;

  @Override
  public Integer call() {
    if (principal != null && role == null) {
      throw new ParameterException(spec.commandLine(), "--principal needs --role");
    }
    PrintWriter out = spec.commandLine().getOut();
    for (Role each : role == null ? Roles.all() : List.of(role)) {
      out.println("# %s: %s".formatted(each.name(), each.who()));
      for (Grant grant : each.grants()) {
        out.println(grant.command(principal == null ? "User:" + each.name() : principal));
      }
    }
    out.flush();
    return 0;
  }
}
