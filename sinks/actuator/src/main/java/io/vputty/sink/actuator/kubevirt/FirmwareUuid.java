package io.vputty.sink.actuator.kubevirt;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.UUID;

/**
 * The UUID of an instance's libvirt domain, by which plans name the VM: as it is written in the
 * instance, else derived from the name of its VirtualMachine as KubeVirt does (RFC 9562, version
 * 5), else the uid of the object.
 */
final class FirmwareUuid {

  private static final UUID NAMESPACE = UUID.fromString("6a1a24a1-4061-4607-8bf4-a3963d0c5895");

  private static final int VERSION_BYTE = 6;
  private static final int VERSION_5 = 0x50;
  private static final int VARIANT_BYTE = 8;
  private static final int VARIANT_RFC = 0x80;

  private FirmwareUuid() {}

  static String of(JsonNode instance) {
    String given = instance.at("/spec/domain/firmware/uuid").asText("");
    if (!given.isEmpty()) {
      return given.toLowerCase(Locale.ROOT);
    }
    for (JsonNode owner : instance.at("/metadata/ownerReferences")) {
      if (owner.path("kind").asText().equals("VirtualMachine")) {
        return derived(owner.path("name").asText()).toString();
      }
    }
    return instance.at("/metadata/uid").asText("");
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
