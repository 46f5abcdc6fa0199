package io.vputty.app.command;

import picocli.CommandLine.Option;

/** Who says something, and why. */
public final class AuthorOptions {

  @Option(
      names = "--author",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "Who says so. Default: ${DEFAULT-VALUE}, the user of this process.")
  private String author = "";

  @Option(
      names = "--comment",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Why, for people.")
  private String comment = "";

  @Option(names = "--dry-run", description = "Say what would happen, and write nothing.")
  private boolean dryRun;

  /** Who. */
  public String author() {
    return author;
  }

  /** Why; may be empty. */
  public String comment() {
    return comment;
  }

  /** Whether to write nothing. */
  public boolean dryRun() {
    return dryRun;
  }
}
