package io.vputty.app.command;

/** A command cannot do what it was asked; the message is one line for the user. */
public final class CommandFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int FAILED = 1;
  private static final int NOT_FOUND = 3;

  private final int exitCode;

  public CommandFailedException(String message) {
    super(message);
    this.exitCode = FAILED;
  }

  public CommandFailedException(String message, Throwable cause) {
    super(message, cause);
    this.exitCode = FAILED;
  }

  private CommandFailedException(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  /** What was named does not exist. */
  public static CommandFailedException notFound(String message) {
    return new CommandFailedException(message, NOT_FOUND);
  }

  /** The exit code of the process. */
  public int exitCode() {
    return exitCode;
  }
}
