package io.vputty.app.command;

import io.vputty.job.runtime.JobArguments;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads "500ms", "10s", "5m", "1h", "7d". */
public final class DurationConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    try {
      return JobArguments.duration(text.matches("[0-9]+d") ? "P" + text : text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
