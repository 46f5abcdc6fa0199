package io.vputty.app.recorded;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

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
}
