package io.vputty.bench.consolidation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** A day of PlanetLab: one VM a line, its name and its CPU load in percent every five minutes. */
final class Trace {

  private Trace() {}

  /** The VMs of a day; loads from 0 to 1. */
  static List<Guest> read(Path file) throws IOException {
    List<double[]> loads = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String[] fields = line.split(",", -1);
        double[] load = new double[fields.length - 1];
        for (int i = 0; i < load.length; i++) {
          load[i] = Double.parseDouble(fields[i + 1]) / 100;
        }
        loads.add(load);
      }
    }
    List<Guest> guests = new ArrayList<>();
    for (int number = 0; number < loads.size(); number++) {
      guests.add(Guest.of(number, loads.size(), loads.get(number)));
    }
    return guests;
  }
}
