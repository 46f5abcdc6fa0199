package io.vputty.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which module may know which: the arrows run one way, and all meet through topics alone. */
class ArrowsTest {

  private static final String SCHEMA = "io.vputty.schema..";
  private static final String MODEL = "io.vputty.model..";
  private static final String MAPPING = "io.vputty.mapping..";
  private static final String JOB_RUNTIME = "io.vputty.job.runtime..";
  private static final String APP = "io.vputty.app..";
  private static final List<String> COLLECTOR_RUNTIME =
      List.of(
          "io.vputty.collector",
          "io.vputty.collector.command..",
          "io.vputty.collector.config..",
          "io.vputty.collector.host..",
          "io.vputty.collector.http..",
          "io.vputty.collector.metrics..",
          "io.vputty.collector.yaml..");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.vputty");

  @Test
  void schemasKnowNothingOfOurs() {
    onlyKnows(SCHEMA);
  }

  @Test
  void collectorsShareTheirRuntimeAndTheContract() {
    for (String own : COLLECTOR_RUNTIME) {
      onlyKnows(own, with(COLLECTOR_RUNTIME, SCHEMA));
    }
    onlyKnows("io.vputty.collector.sflow..", with(COLLECTOR_RUNTIME, SCHEMA));
    onlyKnows("io.vputty.collector.blkio..", with(COLLECTOR_RUNTIME, SCHEMA));
    onlyKnows("io.vputty.collector.pagehash..", with(COLLECTOR_RUNTIME, SCHEMA));
    onlyKnows("io.vputty.collector.inventory..", with(COLLECTOR_RUNTIME, SCHEMA));
  }

  @Test
  void collectorsHoldNoFlink() {
    neverKnows("io.vputty.collector..", "org.apache.flink..");
  }

  @Test
  void modelKnowsNothingOfOursNorAnyPlatform() {
    onlyKnows(MODEL);
    neverKnows(MODEL, "org.apache.flink..", "org.apache.kafka..", "org.apache.avro..");
  }

  @Test
  void mappingKnowsBothItsSidesAndNoPlatform() {
    onlyKnows(MAPPING, SCHEMA, MODEL);
    neverKnows(MAPPING, "org.apache.flink..", "org.apache.kafka..");
  }

  @Test
  void jobsShareTheirRuntimeAndNeverEachOther() {
    onlyKnows(JOB_RUNTIME, MAPPING, MODEL, SCHEMA);
    for (String job : List.of("affinity", "drift", "reshape")) {
      onlyKnows("io.vputty.job." + job + "..", JOB_RUNTIME, MAPPING, MODEL, SCHEMA);
    }
  }

  @Test
  void actuatorKnowsTheContractAlone() {
    onlyKnows("io.vputty.sink.actuator..", SCHEMA);
    neverKnows("io.vputty.sink..", "org.apache.flink..");
  }

  @Test
  void nothingKnowsAppOrBench() {
    noClasses()
        .that()
        .resideOutsideOfPackages(APP, "io.vputty.bench..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(APP, "io.vputty.bench..")
        .check(CLASSES);
    neverKnows(APP, "io.vputty.bench..");
  }

  @Test
  void everyClassIsInAModuleOfTheHouse() {
    classes()
        .should()
        .resideInAnyPackage(
            SCHEMA,
            MODEL,
            MAPPING,
            APP,
            "io.vputty.collector..",
            "io.vputty.job..",
            "io.vputty.sink..")
        .check(CLASSES);
  }

  @Test
  void consoleKnowsTheContractTheModelAndTheirMapping() {
    onlyKnows("io.vputty.sink.console..", MAPPING, MODEL, SCHEMA);
  }

  /** Of our own classes, those in {@code from} use only their own and the named packages. */
  private static void onlyKnows(String from, String... known) {
    DescribedPredicate<JavaClass> others =
        resideInAPackage("io.vputty..")
            .and(DescribedPredicate.not(resideInAnyPackage(with(List.of(known), from))))
            .as("others of ours than %s", Arrays.toString(known));
    noClasses().that().resideInAPackage(from).should().dependOnClassesThat(others).check(CLASSES);
  }

  private static void neverKnows(String from, String... unknown) {
    noClasses()
        .that()
        .resideInAPackage(from)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(unknown)
        .check(CLASSES);
  }

  private static String[] with(List<String> packages, String another) {
    return Stream.concat(packages.stream(), Stream.of(another)).toArray(String[]::new);
  }
}
