package io.vputty.app;

import java.io.IOException;

/** What a process can be told by the kernel, beside to die. */
public enum Signal {
  /** Stand still: connections stay open, and nothing is answered. */
  STOP,
  /** Go on. */
  CONT;

  /** Sends it, and returns once it is sent. */
  public void to(Process process) throws IOException, InterruptedException {
    int status =
        new ProcessBuilder("kill", "-" + this, Long.toString(process.pid())).start().waitFor();
    if (status != 0) {
      throw new IOException("kill -%s ended with %d".formatted(this, status));
    }
  }
}
