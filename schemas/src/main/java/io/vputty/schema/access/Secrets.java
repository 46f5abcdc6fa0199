package io.vputty.schema.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Settings that must not be seen: passwords, JAAS lines with passwords in them, private keys. They
 * are told by their keys, Kafka's among them: {@code ssl.keystore.password}, {@code
 * sasl.jaas.config}, {@code ssl.keystore.key}, {@code sasl.oauthbearer.client.credentials...}.
 */
public final class Secrets {

  static final String HIDDEN = "(hidden)";

  private static final Pattern KEY =
      Pattern.compile(
          "password|passphrase|secret|jaas|credential|api.?key|private.?key|keystore\\.key|token$",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern JAAS_SECRET =
      Pattern.compile("(?:password|secret)\\s*=\\s*[\"']?(?!\\$\\{)[^\"'\\s;]", KEY.flags());

  private Secrets() {}

  /** The value of a key, or its entries, with every secret hidden. */
  public static Object hidden(String key, Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> entries = new LinkedHashMap<>();
      map.forEach((name, text) -> entries.put(name.toString(), hidden(name.toString(), text)));
      return entries;
    }
    return KEY.matcher(key).find() ? HIDDEN : value;
  }

  /** Whether a setting holds a secret itself, and does not say in which file it is. */
  public static boolean plain(String key, String value) {
    if (!KEY.matcher(key).find() || value.isBlank()) {
      return false;
    }
    return key.contains("jaas") ? JAAS_SECRET.matcher(value).find() : !value.startsWith("${");
  }
}
