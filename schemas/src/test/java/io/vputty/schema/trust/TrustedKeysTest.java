package io.vputty.schema.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vputty.schema.RecordHeaders;
import io.vputty.schema.TopicRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrustedKeysTest {

  private static final byte[] RECORD = "a plan".getBytes(StandardCharsets.UTF_8);

  @TempDir Path directory = Path.of("");

  @Test
  void signsAsTheStandardSays() throws Exception {
    Map<String, String> signed =
        SigningKey.read(TestKey.TWO.signing(directory)).sign(new byte[] {0x72});

    assertThat(HexFormat.of().formatHex(signature(signed)))
        .isEqualTo(
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
  }

  @Test
  void trustsWhatATrustedKeyHasSigned() throws Exception {
    SigningKey key = SigningKey.read(TestKey.ONE.signing(directory));
    TrustedKeys trusted = trusted(TestKey.TWO, TestKey.ONE);

    assertThat(trusted.judge(wire(RECORD, key.sign(RECORD)))).isEqualTo(Trust.TRUSTED);
    assertThat(trusted.ids()).hasSize(2).contains(key.id());
  }

  @Test
  void namesAKeyByTheHashOfItsPublicHalf() throws Exception {
    assertThat(SigningKey.read(TestKey.ONE.signing(directory)).id()).isEqualTo("06e3fd8fda29bb60");
    assertThat(trusted(TestKey.ONE).ids()).containsExactly("06e3fd8fda29bb60");
  }

  @Test
  void seesEveryAlteredByte() throws Exception {
    Map<String, String> signed = SigningKey.read(TestKey.ONE.signing(directory)).sign(RECORD);
    TrustedKeys trusted = trusted(TestKey.ONE);

    for (int at = 0; at < RECORD.length; at++) {
      byte[] altered = RECORD.clone();
      altered[at] ^= 1;
      assertThat(trusted.judge(wire(altered, signed))).isEqualTo(Trust.ALTERED);
    }
  }

  @Test
  void seesAnAlteredSignature() throws Exception {
    Map<String, String> signed =
        new HashMap<>(SigningKey.read(TestKey.ONE.signing(directory)).sign(RECORD));
    byte[] signature = signature(signed);
    signature[5] ^= 1;
    TrustedKeys trusted = trusted(TestKey.ONE);

    signed.put(RecordHeaders.SIGNATURE, Base64.getEncoder().encodeToString(signature));
    assertThat(trusted.judge(wire(RECORD, signed))).isEqualTo(Trust.ALTERED);
    signed.put(RecordHeaders.SIGNATURE, "%");
    assertThat(trusted.judge(wire(RECORD, signed))).isEqualTo(Trust.ALTERED);
    signed.put(RecordHeaders.SIGNATURE, "");
    assertThat(trusted.judge(wire(RECORD, signed))).isEqualTo(Trust.ALTERED);
  }

  @Test
  void doesNotTrustAnotherKeyEvenUnderATrustedName() throws Exception {
    Map<String, String> signed =
        new HashMap<>(SigningKey.read(TestKey.TWO.signing(directory)).sign(RECORD));
    TrustedKeys trusted = trusted(TestKey.ONE);

    assertThat(trusted.judge(wire(RECORD, signed))).isEqualTo(Trust.UNKNOWN_KEY);
    signed.put(RecordHeaders.KEY_ID, trusted.ids().iterator().next());
    assertThat(trusted.judge(wire(RECORD, signed))).isEqualTo(Trust.ALTERED);
    signed.remove(RecordHeaders.KEY_ID);
    assertThat(trusted.judge(wire(RECORD, signed))).isEqualTo(Trust.UNKNOWN_KEY);
  }

  @Test
  void doesNotTrustWhatNobodyHasSignedUnlessEverybodyIsTrusted() throws Exception {
    assertThat(trusted(TestKey.ONE).judge(wire(RECORD, Map.of()))).isEqualTo(Trust.UNSIGNED);
    assertThat(TrustedKeys.ANYONE.judge(wire(RECORD, Map.of()))).isEqualTo(Trust.TRUSTED);
    assertThat(TrustedKeys.read(List.of())).isSameAs(TrustedKeys.ANYONE);
  }

  @Test
  void readsSeveralKeysOfOneFile() throws Exception {
    Path both = directory.resolve("both");
    Files.writeString(
        both,
        Files.readString(TestKey.ONE.trusted(directory))
            + "of the other cluster\n"
            + Files.readString(TestKey.TWO.trusted(directory)));

    assertThat(TrustedKeys.read(List.of(both)).ids()).hasSize(2);
  }

  @Test
  void saysWhatIsWrongWithAFileAndNothingOfAKey() throws Exception {
    Path signing = TestKey.ONE.signing(directory);
    Path trusted = TestKey.ONE.trusted(directory);
    Path garbled = directory.resolve("garbled");
    Files.writeString(garbled, Files.readString(signing).replace("MC4C", "AAAA"));

    assertThatThrownBy(() -> SigningKey.read(directory.resolve("none")))
        .isInstanceOf(KeyFileException.class)
        .hasMessageContaining("cannot be read");
    assertThatThrownBy(() -> SigningKey.read(trusted))
        .isInstanceOf(KeyFileException.class)
        .hasMessageEndingWith("has no block BEGIN PRIVATE KEY");
    assertThatThrownBy(() -> TrustedKeys.read(List.of(signing)))
        .isInstanceOf(KeyFileException.class)
        .hasMessageEndingWith("has no block BEGIN PUBLIC KEY");
    assertThatThrownBy(() -> SigningKey.read(garbled))
        .isInstanceOf(KeyFileException.class)
        .hasMessageEndingWith("garbled has no Ed25519 key");
  }

  private TrustedKeys trusted(TestKey... keys) throws Exception {
    List<Path> files = new ArrayList<>();
    for (TestKey key : keys) {
      files.add(key.trusted(directory));
    }
    return TrustedKeys.read(files);
  }

  private static byte[] signature(Map<String, String> headers) {
    return Base64.getDecoder().decode(Objects.requireNonNull(headers.get(RecordHeaders.SIGNATURE)));
  }

  private static TopicRecord.Wire wire(byte[] value, Map<String, String> headers) {
    return new TopicRecord.Wire(value, headers);
  }
}
