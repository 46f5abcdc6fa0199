package io.vputty.sink.console;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class PackageCyclesTest {
  @Test
  void packagesAreFreeOfCycles() {
    var classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.vputty.sink.console");
    slices().matching("io.vputty.(**)").should().beFreeOfCycles().check(classes);
  }
}
