package io.vputty.app.recorded;

import io.vputty.app.TestKey;
import io.vputty.job.reshape.ReshapeJob;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The jars of the jobs as they are submitted, as the build left them. */
public final class JobJar {

  private JobJar() {}

  /**
   * That of one job.
   *
   * @throws FileNotFoundException if it is not built
   */
  public static Path of(String job) throws IOException {
    Path folder = Path.of("jobs", job, "target");
    Path beside = Path.of("..").resolve(folder);
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(Files.isDirectory(folder) ? folder : beside, "*-job.jar")) {
      for (Path jar : jars) {
        return jar;
      }
    }
    throw new FileNotFoundException("no job jar in " + folder + "; ./mvnw package builds it");
  }

  /**
   * What a job is submitted with to commit what {@link Run} does: windows, plans, their signatures.
   *
   * @param keys folder to write the key to
   */
  public static List<String> arguments(String job, Path keys) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--pane", "1s", "--window", "5s"));
    if (job.equals(ReshapeJob.NAME)) {
      arguments.addAll(List.of("--every-panes", "5", "--expiry-panes", "4"));
      arguments.addAll(
          List.of("--" + ReshapeJob.SIGNING_KEY, TestKey.ONE.signing(keys).toString()));
    }
    return arguments;
  }
}
