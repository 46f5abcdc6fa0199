package io.vputty.app.placement;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Text in UTF-8, plain or gzip'd (RFC 1952). */
final class TextFile {

  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;

  private TextFile() {}

  /** What is done with the text of a file. */
  @FunctionalInterface
  interface Use<T> {
    /** Takes from the text what is wanted of it. */
    T of(BufferedReader text) throws IOException;
  }

  /**
   * Opens a file and uses its text.
   *
   * @throws UnusableFileException if it cannot be read, or {@code use} throws {@link
   *     IllegalArgumentException} because of what it says
   */
  static <T> T read(Path file, Use<T> use) throws UnusableFileException {
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        InputStream plain = unpacked(bytes);
        BufferedReader text =
            new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      return use.of(text);
    } catch (NoSuchFileException e) {
      throw new UnusableFileException(file, "there is no such file", e);
    } catch (IOException e) {
      throw new UnusableFileException(file, "cannot be read: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new UnusableFileException(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static InputStream unpacked(InputStream bytes) throws IOException {
    bytes.mark(2);
    boolean packed = bytes.read() == GZIP_FIRST && bytes.read() == GZIP_SECOND;
    bytes.reset();
    return packed ? new GZIPInputStream(bytes) : bytes;
  }
}
