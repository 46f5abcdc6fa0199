package io.vputty.sink.actuator.setting;

/** Settings with which a driver cannot work, in one line for the person who gave them. */
public final class SettingException extends Exception {
  private static final long serialVersionUID = 1L;

  public SettingException(String message) {
    super(message);
  }

  public SettingException(String message, Throwable cause) {
    super(message, cause);
  }
}
