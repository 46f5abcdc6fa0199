package io.vputty.collector.sflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vputty.collector.Counters;
import io.vputty.collector.sflow.pcap.Capture;
import io.vputty.collector.sflow.pcap.PcapException;
import io.vputty.collector.sflow.pcap.UdpDatagram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** The captures that tests read where they are present, each with its reference decoding. */
public final class SharedCaptures {

  public static final int SFLOW_PORT = 6343;

  private static final String REFERENCE = ".reference.jsonl.gz";

  private SharedCaptures() {}

  /** The folder of captures; skips the test where it is absent. */
  public static Path folder() {
    Path folder = Path.of(System.getProperty("vputty.shared.data", "absent"), "sflow");
    Assumptions.assumeTrue(Files.isDirectory(folder), "no captures: vputty.shared.data is not set");
    return folder;
  }

  /** Names of the captures that have a reference decoding. */
  public static List<String> withReference() throws IOException {
    return list(folder())
        .map(SharedCaptures::name)
        .filter(n -> n.endsWith(REFERENCE))
        .map(n -> n.substring(0, n.length() - REFERENCE.length()))
        .toList();
  }

  /** Test vectors of other projects. */
  public static List<Path> fromOthers() throws IOException {
    return list(folder().resolve("public")).toList();
  }

  private static Stream<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream();
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  public static Path capture(String name) {
    return folder().resolve(name + ".pcap");
  }

  /** The payloads of a capture's sFlow datagrams, or of any datagram of a bare payload file. */
  public static List<byte[]> payloads(Path file) throws IOException, PcapException {
    if (!name(file).endsWith(".pcap")) {
      return List.of(Files.readAllBytes(file));
    }
    List<byte[]> payloads = new ArrayList<>();
    try (Capture capture = new Capture(file, port -> port == SFLOW_PORT, new Counters())) {
      Optional<UdpDatagram> next = capture.next();
      while (next.isPresent()) {
        UdpDatagram datagram = next.get();
        int end = datagram.offset() + datagram.length();
        payloads.add(Arrays.copyOfRange(datagram.bytes(), datagram.offset(), end));
        next = capture.next();
      }
    }
    return payloads;
  }

  /** What the reference decoder printed, one object per datagram. */
  public static List<JsonNode> reference(String name) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<JsonNode> datagrams = new ArrayList<>();
    Path file = folder().resolve(name + REFERENCE);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        datagrams.add(json.readTree(line));
      }
    }
    return datagrams;
  }
}
