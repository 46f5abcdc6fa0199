package io.vputty.sink.actuator.setting;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What somebody gave a driver, checked against the settings that it has. */
public final class DriverSettings {

  private final String driver;
  private final List<DriverSetting> known;
  private final Map<String, String> given;

  /**
   * Checks that every key is known and that what is required is there.
   *
   * @param driver its name, for messages
   * @throws SettingException if not
   */
  public DriverSettings(String driver, List<DriverSetting> known, Map<String, String> given)
      throws SettingException {
    this.driver = driver;
    this.known = List.copyOf(known);
    this.given = new TreeMap<>(given);
    for (String key : this.given.keySet()) {
      if (known.stream().noneMatch(each -> each.covers(key))) {
        throw unknown(key);
      }
    }
    for (DriverSetting each : known) {
      if (each.required() && this.given.keySet().stream().noneMatch(each::covers)) {
        throw new SettingException(
            "driver %s needs %s: %s".formatted(driver, each.name(), each.meaning()));
      }
    }
  }

  private SettingException unknown(String key) {
    List<String> names = known.stream().map(DriverSetting::name).toList();
    return new SettingException(
        "driver %s has no setting '%s'%s".formatted(driver, key, NearestWord.hint(key, names)));
  }

  /** What was given, else the standard; empty if there is neither. */
  public String text(String name) {
    String standard =
        known.stream()
            .filter(each -> each.name().equals(name))
            .map(DriverSetting::standard)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(driver + " has no setting " + name));
    return given.getOrDefault(name, standard).strip();
  }

  /** A whole number that is at least some. */
  public long number(String name, long least) throws SettingException {
    try {
      long number = Long.parseLong(text(name));
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new SettingException("%s (%s) must be a whole number".formatted(name, text(name)), e);
    }
    throw new SettingException("%s (%s) must be at least %d".formatted(name, text(name), least));
  }

  /** A number of seconds that is at least some. */
  public Duration seconds(String name, long least) throws SettingException {
    return Duration.ofSeconds(number(name, least));
  }

  /** "true" or "false". */
  public boolean flag(String name) throws SettingException {
    String text = text(name);
    if (!text.equals("true") && !text.equals("false")) {
      throw new SettingException("%s (%s) must be true or false".formatted(name, text));
    }
    return text.equals("true");
  }

  /** An address of HTTP, without slashes at its end. */
  public URI address(String name) throws SettingException {
    String text = text(name).replaceFirst("/+$", "");
    if (!text.matches("https?://[^/].*")) {
      throw new SettingException(
          "%s (%s) must begin with http:// or https://".formatted(name, text));
    }
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new SettingException("%s (%s) is no address".formatted(name, text), e);
    }
  }

  /** A file; empty if none is given. */
  public Optional<Path> file(String name) {
    return Optional.of(text(name)).filter(text -> !text.isEmpty()).map(Path::of);
  }

  /** The content of a file that holds a secret, without white space at its ends. */
  public String secret(String name) throws SettingException {
    Path file = Path.of(text(name));
    try {
      String secret = Files.readString(file, StandardCharsets.UTF_8).strip();
      if (secret.isEmpty()) {
        throw new SettingException("%s: %s is empty".formatted(name, file));
      }
      return secret;
    } catch (IOException e) {
      throw new SettingException("%s: %s cannot be read".formatted(name, file), e);
    }
  }

  /** The members of a family, "uri.*", by what follows its prefix. */
  public Map<String, String> family(String name) {
    String prefix = name.substring(0, name.length() - 1);
    Map<String, String> members = new TreeMap<>();
    given.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            members.put(key.substring(prefix.length()), value.strip());
          }
        });
    return members;
  }
}
