package io.vputty.collector.inventory.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.vputty.collector.inventory.source.SourceException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.UUID;

/**
 * The UUID of an instance's libvirt domain, under which everything else knows the VM; the uid of
 * its object is another. KubeVirt writes it into the instance; where an old one did not, it is
 * derived from the name of the VirtualMachine, as KubeVirt does (RFC 9562, version 5). An instance
 * that was made by hand without a UUID gets a random one that the API does not tell: it goes by the
 * uid of its object.
 */
final class FirmwareUuid {

  private static final UUID NAMESPACE = UUID.fromString("6a1a24a1-4061-4607-8bf4-a3963d0c5895");
  private static final String OWNER = "VirtualMachine";

  private static final int VERSION_BYTE = 6;
  private static final int VERSION_5 = 0x50;
  private static final int VARIANT_BYTE = 8;
  private static final int VARIANT_RFC = 0x80;

  private FirmwareUuid() {}

  /** The UUID of an instance. */
  static String of(JsonNode instance) throws SourceException {
    JsonNode metadata = instance.path("metadata");
    String given = instance.path("spec").path("domain").path("firmware").path("uuid").asText("");
    if (!given.isEmpty()) {
      return given.toLowerCase(Locale.ROOT);
    }
    for (JsonNode owner : metadata.path("ownerReferences")) {
      if (owner.path("kind").asText().equals(OWNER)) {
        return derived(owner.path("name").asText()).toString();
      }
    }
    String uid = metadata.path("uid").asText("");
    if (uid.isEmpty()) {
      throw new SourceException("an instance has neither a firmware UUID nor a uid");
    }
    return uid;
  }

  static UUID derived(String name) {
    byte[] hash = sha1(name);
    hash[VERSION_BYTE] = (byte) ((hash[VERSION_BYTE] & 0x0F) | VERSION_5);
    hash[VARIANT_BYTE] = (byte) ((hash[VARIANT_BYTE] & 0x3F) | VARIANT_RFC);
    ByteBuffer bytes = ByteBuffer.wrap(hash);
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  private static byte[] sha1(String name) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      digest.update(
          ByteBuffer.allocate(2 * Long.BYTES)
              .putLong(NAMESPACE.getMostSignificantBits())
              .putLong(NAMESPACE.getLeastSignificantBits())
              .array());
      return digest.digest(name.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform knows SHA-1", e);
    }
  }
}
