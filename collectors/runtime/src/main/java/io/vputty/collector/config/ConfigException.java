package io.vputty.collector.config;

import java.util.List;

/** A configuration that cannot be used; the message lists every reason, one a line. */
public final class ConfigException extends Exception {

  private static final long serialVersionUID = 1L;

  ConfigException(List<String> reasons) {
    super(String.join(System.lineSeparator(), reasons));
  }
}
