package io.vputty.bench.collector;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What receiving alone costs: {@code bench/lab/receive.c}, which decodes and sends nothing. */
final class BareReceive implements Contender {

  private final Path source;

  BareReceive(Path source) {
    this.source = source;
  }

  @Override
  public String label() {
    return "bare recvmmsg";
  }

  @Override
  public List<String> command(Place place) throws IOException {
    Path program = place.directory().resolve("receive");
    try {
      int status =
          new ProcessBuilder("cc", "-O2", "-o", program.toString(), source.toString())
              .inheritIO()
              .start()
              .waitFor();
      if (status != 0) {
        throw new IOException("cc ended with " + status);
      }
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
    return List.of(program.toString(), "127.0.0.1", Integer.toString(place.port()));
  }

  @Override
  public Delivered delivered(Place place) {
    return new Delivered() {
      @Override
      public long samples() {
        return 0;
      }

      @Override
      public void close() {}
    };
  }
}
