package io.vputty.app.command;

import io.vputty.model.footprint.Prices;
import io.vputty.sink.console.Console;
import io.vputty.sink.console.ConsoleSettings;
import io.vputty.sink.console.Tls;
import io.vputty.sink.console.access.AccessRules;
import io.vputty.sink.console.access.Accounts;
import io.vputty.sink.console.access.PasswordHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves the web console until it is stopped. */
@Command(
    name = "console",
    sortOptions = false,
    description = {
      "Serve the web console: the fleet, its graph, drift, plans to approve, and what came of them.",
      "Each start reads the topics anew; with --history, what they no longer hold is still there.",
    })
public final class ConsoleCommand implements Callable<Integer> {
  private static final long LOOK_MILLIS = 500;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private BrokerOptions broker = new BrokerOptions();
  @Mixin private PricesOption prices = new PricesOption();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "TCP port. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "Address; any but loopback needs --users and --key-store. Default: ${DEFAULT-VALUE}.")
  private String bind = "";

  @Option(
      names = "--users",
      paramLabel = "FILE",
      description =
          "Users, one a line: NAME viewer|operator|approver HASH [DOMAIN,DOMAIN]."
              + " Default: whoever is on this machine.")
  private @Nullable Path users;

  @Option(
      names = "--key-store",
      paramLabel = "FILE",
      description =
          "Certificate for HTTPS, PKCS #12; its password is in $VPUTTY_KEY_STORE_PASSWORD.")
  private @Nullable Path keyStore;

  @Option(
      names = "--trusted-proxy",
      paramLabel = "ADDRESS",
      defaultValue = "",
      description = "Believe the proxy at this address which of --users asks.")
  private String trustedProxy = "";

  @Option(
      names = "--user-header",
      paramLabel = "NAME",
      defaultValue = "X-Forwarded-User",
      description = "Header in which that proxy names the user. Default: ${DEFAULT-VALUE}.")
  private String userHeader = "";

  @Mixin private HistoryOptions history = new HistoryOptions();

  @Option(
      names = "--hash-password",
      description = "Ask for a password, print its hash for --users, and end.")
  private boolean hashPassword;

  @Override
  public Integer call() throws Exception {
    if (hashPassword) {
      return printHash();
    }
    ConsoleSettings settings = settings();
    Interruption interruption = Interruption.onShutdown();
    try (Console console = start(settings)) {
      tell("the console is at " + console.url() + "; Ctrl-C stops it");
      while (!interruption.await(LOOK_MILLIS)) {
        if (!console.failure().isEmpty()) {
          throw new CommandFailedException(console.failure());
        }
      }
    } finally {
      interruption.done();
    }
    return 0;
  }

  private static Console start(ConsoleSettings settings) {
    try {
      return Console.start(settings, Clock.systemUTC());
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  @SuppressWarnings("SystemConsoleNull") // Java 17 has no other way to ask.
  private int printHash() {
    java.io.Console terminal = System.console();
    if (terminal == null) {
      throw new CommandFailedException("--hash-password needs a terminal");
    }
    char[] password = terminal.readPassword("Password: ");
    tell(PasswordHash.of(password).text());
    return 0;
  }

  private ConsoleSettings settings() throws IOException {
    Prices inForce = prices.prices();
    try {
      return new ConsoleSettings(
          broker.clientSettings(), bind, port, access(), tls(), inForce, history.settings());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private AccessRules access() throws IOException {
    if (users == null) {
      return AccessRules.open(System.getProperty("user.name", "local"));
    }
    if (!Files.isReadable(users)) {
      throw new IllegalArgumentException("--users: cannot read " + users);
    }
    AccessRules rules = AccessRules.of(Accounts.read(users));
    return trustedProxy.isEmpty() ? rules : rules.behind(trustedProxy, userHeader);
  }

  private @Nullable Tls tls() {
    if (keyStore == null) {
      return null;
    }
    String password = System.getenv("VPUTTY_KEY_STORE_PASSWORD");
    if (password == null) {
      throw new IllegalArgumentException(
          "--key-store: its password is expected in $VPUTTY_KEY_STORE_PASSWORD");
    }
    return new Tls(keyStore, password);
  }

  private void tell(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
