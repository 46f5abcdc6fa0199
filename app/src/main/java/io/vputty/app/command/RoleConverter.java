package io.vputty.app.command;

import io.vputty.schema.access.Role;
import io.vputty.schema.access.Roles;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A role by its name. */
public final class RoleConverter implements ITypeConverter<Role> {

  @Override
  public Role convert(String name) {
    return Roles.find(name)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' is no role; there are %s"
                        .formatted(
                            name,
                            Roles.all().stream()
                                .map(Role::name)
                                .collect(Collectors.joining(", ")))));
  }
}
