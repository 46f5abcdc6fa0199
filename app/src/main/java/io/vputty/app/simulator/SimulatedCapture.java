package io.vputty.app.simulator;

import io.vputty.app.simulator.sflow.Datagram;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** A simulated data centre's sFlow as a capture file, in as little time as it takes to draw it. */
public final class SimulatedCapture {

  private static final int RAW_IP = 101;
  private static final int SFLOW_PORT = 6343;
  private static final int SNAPLEN = 65_535;

  private SimulatedCapture() {}

  /**
   * Runs the data centre and writes what it sends.
   *
   * @param changeAtSecond when tenants change whom they talk to; negative for never
   */
  public static void write(
      DataCentre centre, Instant start, int seconds, int changeAtSecond, Path file)
      throws IOException {
    try (OutputStream stream = Files.newOutputStream(file);
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(stream))) {
      header(out);
      for (int second = 0; second < seconds; second++) {
        if (second == changeAtSecond) {
          centre.changeTenants();
        }
        for (Datagram datagram : centre.step()) {
          packet(out, start.plusSeconds(second).plusMillis(datagram.offsetMillis()), datagram);
        }
      }
    }
  }

  private static void header(DataOutputStream out) throws IOException {
    out.writeInt(0xa1b2c3d4);
    out.writeShort(2);
    out.writeShort(4);
    out.writeLong(0);
    out.writeInt(SNAPLEN);
    out.writeInt(RAW_IP);
  }

  private static void packet(DataOutputStream out, Instant time, Datagram datagram)
      throws IOException {
    byte[] packet = ipv4(datagram.payload());
    out.writeInt((int) time.getEpochSecond());
    out.writeInt(time.getNano() / 1000);
    out.writeInt(packet.length);
    out.writeInt(packet.length);
    out.write(packet);
  }

  private static byte[] ipv4(byte[] payload) throws IOException {
    int length = 28 + payload.length;
    ByteArrayOutputStream packet = new ByteArrayOutputStream(length);
    packet.write(
        ByteBuffer.allocate(28)
            .putInt(0x45000000 | length)
            .putInt(0)
            .putInt(0x40110000)
            .putInt(0x7f000001)
            .putInt(0x7f000001)
            .putShort((short) SFLOW_PORT)
            .putShort((short) SFLOW_PORT)
            .putShort((short) (8 + payload.length))
            .putShort((short) 0)
            .array());
    packet.write(payload);
    return packet.toByteArray();
  }
}
