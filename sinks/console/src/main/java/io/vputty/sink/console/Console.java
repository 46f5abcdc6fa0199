package io.vputty.sink.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HttpResponseException;
import io.javalin.http.staticfiles.Location;
import io.javalin.json.JavalinJackson;
import io.javalin.router.ParsedEndpoint;
import io.vputty.schema.Rejections;
import io.vputty.sink.console.access.ConsoleAddress;
import io.vputty.sink.console.access.Guard;
import io.vputty.sink.console.history.History;
import io.vputty.sink.console.history.HistoryWriter;
import io.vputty.sink.console.state.FleetState;
import io.vputty.sink.console.state.StateReader;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The web console: pages, REST and events on one port, from what Kafka holds alone. */
public final class Console implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Console.class);
  private static final long MOST_BODY_BYTES = 16 * 1024;

  private final FleetState state = new FleetState();
  private final Answers answers = new Answers();
  private final EventStream events = new EventStream(answers::forget);
  private final History history;
  private final HistoryWriter historian;
  private final Decisions decisions;
  private final StateReader reader;
  private final Javalin server;
  private final ConsoleSettings settings;

  private Console(ConsoleSettings settings, Clock clock) {
    this.settings = settings;
    this.history = History.open(settings.history());
    this.historian = new HistoryWriter(history, clock);
    this.decisions = new Decisions(settings.kafka(), clock);
    Rejections rejections = new Rejections(settings.kafka(), "console", clock);
    this.reader =
        new StateReader(settings.kafka(), state, historian::add, rejections, events::changed);
    this.server = Javalin.create(this::configure);
    Guard guard = new Guard(settings.access(), address(settings.port()), clock);
    server.before(guard::admit);
    server.beforeMatched(guard::authorise);
    new Routes(
            state, reader, decisions, events, answers, historian::failure, settings.prices(), clock)
        .addTo(server);
    new HistoryRoutes(state, history, answers, clock).addTo(server);
    server.exception(
        HttpResponseException.class,
        (refusal, ctx) ->
            ctx.status(refusal.getStatus())
                .json(Map.of("error", String.valueOf(refusal.getMessage()))));
    server.exception(
        Exception.class,
        (failure, ctx) -> {
          LOG.error("{} {} failed", ctx.method(), ctx.path(), failure);
          ctx.status(500).json(Map.of("error", "the console failed; its log says why"));
        });
  }

  /**
   * Starts to read and to answer.
   *
   * @throws IllegalArgumentException if a topic does not exist, or the history cannot be opened
   */
  public static Console start(ConsoleSettings settings, Clock clock) {
    Console console = new Console(settings, clock);
    if (settings.tls() == null) {
      console.server.start(settings.bind(), settings.port());
    } else {
      console.server.start();
    }
    return console;
  }

  /** For a browser. */
  public String url() {
    return address(server.port()).url();
  }

  /** Why it reads no more; empty while it does. */
  public String failure() {
    return reader.failure();
  }

  /** What it answers, as {@code GET /api/health}. */
  public Set<String> routes() {
    return server.unsafeConfig().pvt.internalRouter.allHttpHandlers().stream()
        .map(ParsedEndpoint::getEndpoint)
        .filter(endpoint -> endpoint.getMethod().isHttpMethod())
        .map(endpoint -> endpoint.getMethod() + " " + endpoint.getPath())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public void close() {
    events.close();
    server.stop();
    reader.close();
    historian.close();
    history.close();
    decisions.close();
  }

  private ConsoleAddress address(int port) {
    return new ConsoleAddress(settings.bind(), port, settings.tls() != null);
  }

  private void configure(JavalinConfig config) {
    config.showJavalinBanner = false;
    config.jsonMapper(new JavalinJackson(new ObjectMapper(), false));
    config.http.maxRequestSize = MOST_BODY_BYTES;
    config.staticFiles.add("/console", Location.CLASSPATH);
    Tls tls = settings.tls();
    if (tls != null) {
      config.jetty.addConnector(
          (jetty, http) -> {
            http.addCustomizer(new SecureRequestCustomizer(false));
            SslContextFactory.Server context = new SslContextFactory.Server();
            context.setKeyStorePath(tls.keyStore().toString());
            context.setKeyStorePassword(tls.password());
            ServerConnector connector =
                new ServerConnector(jetty, context, new HttpConnectionFactory(http));
            connector.setHost(settings.bind());
            connector.setPort(settings.port());
            return connector;
          });
    }
  }
}
