package io.vputty.collector;

/** Logging of a process that is a collector and nothing else. */
public final class CollectorLogging {

  private static final String SETTING = "log4j2.configurationFile";

  private CollectorLogging() {}

  /** Chooses the collectors' own log settings, unless the JVM was given others. */
  public static void configure() {
    if (System.getProperty(SETTING) == null) {
      System.setProperty(SETTING, "classpath:io/vputty/collector/log4j2.properties");
    }
  }
}
