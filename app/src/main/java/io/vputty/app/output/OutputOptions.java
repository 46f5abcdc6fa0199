package io.vputty.app.output;

import io.vputty.app.json.Json;
import io.vputty.app.text.Paint;
import java.io.PrintWriter;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** In which form a command answers. */
public final class OutputOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      converter = FormatConverter.class,
      description = "table, json (a line each) or yaml (a document each). Default: table.")
  private @Nullable Format format;

  @Option(names = "--json", description = "The same as -o json.")
  private boolean json;

  /** The form that is asked for. */
  public Format format() {
    return format == null ? (json ? Format.JSON : Format.TABLE) : format;
  }

  /** Whether nothing was asked for, so that a command may choose. */
  public boolean open() {
    return format == null && !json;
  }

  /** Whether people read it. */
  public boolean table() {
    return format() == Format.TABLE;
  }

  /** Prints an answer in that form. */
  public void print(Answer answer) {
    PrintWriter out = spec.commandLine().getOut();
    if (table()) {
      answer.print(out, Paint.ofTerminal());
    } else {
      trees().accept(answer.tree());
    }
    out.flush();
  }

  /** Prints trees, as JSON unless YAML is asked for. */
  public Consumer<Map<String, ? extends @Nullable Object>> trees() {
    PrintWriter out = spec.commandLine().getOut();
    return tree -> out.println(document(tree));
  }

  /** A tree as JSON, or as YAML if that is asked for. */
  public String document(Map<String, ? extends @Nullable Object> tree) {
    return format() == Format.YAML ? Yaml.document(tree) : Json.line(tree);
  }

  /** Reads the names of formats; "text" is another one of the table. */
  static final class FormatConverter implements ITypeConverter<Format> {
    @Override
    public Format convert(String text) {
      return switch (text) {
        case "table", "text" -> Format.TABLE;
        case "json" -> Format.JSON;
        case "yaml" -> Format.YAML;
        default -> throw new TypeConversionException("'" + text + "' is none of table, json, yaml");
      };
    }
  }
}
