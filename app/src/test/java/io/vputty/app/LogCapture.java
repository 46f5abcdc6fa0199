package io.vputty.app;

import java.io.StringWriter;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.layout.PatternLayout;

/** What everybody in this process logs, down to what is usually not shown. */
final class LogCapture implements AutoCloseable {

  private static final String NAME = "capture";

  private final StringWriter lines = new StringWriter();
  private final LoggerContext context = (LoggerContext) LogManager.getContext(false);

  LogCapture() {
    WriterAppender appender =
        WriterAppender.createAppender(
            PatternLayout.newBuilder().withPattern("%c %m%n%throwable").build(),
            null,
            lines,
            NAME,
            false,
            true);
    appender.start();
    for (String logger : new String[] {"org.apache.kafka", "org.apache.flink", "io.vputty"}) {
      LoggerConfig config = new LoggerConfig(logger, Level.INFO, false);
      config.addAppender(appender, Level.INFO, null);
      context.getConfiguration().addLogger(logger, config);
    }
    context.updateLoggers();
  }

  String text() {
    return lines.toString();
  }

  @Override
  public void close() {
    context.reconfigure();
  }
}
