package io.vputty.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.app.broker.KafkaExtension;
import io.vputty.app.console.SeededFleet;
import io.vputty.sink.console.Console;
import io.vputty.sink.console.ConsoleSettings;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** Every page where every name is markup; and every button but the demo's. */
class PagesInBrowserIT {
  private static final List<String> PAGES =
      List.of(
          "fleet",
          "plans",
          "plans/p0",
          "plans/p1",
          "graph",
          "graph/host/h1",
          "graph/rack/" + SeededFleet.MARKUP.replace(" ", "%20").replace("=", "%3D"),
          "drift",
          "outcomes",
          "agents",
          "vms/v1",
          "hosts/h1");

  @RegisterExtension static final KafkaExtension KAFKA = new KafkaExtension();
  private static Browser browser;
  private static Console console;

  @BeforeAll
  static void start() {
    browser = Browser.start();
    SeededFleet.write(
        KAFKA.clientSettings(), Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS));
    console =
        Console.start(
            ConsoleSettings.local(KAFKA.clientSettings(), 0, "tester"), Clock.systemUTC());
    browser.look(Browser.Width.DESK, false);
  }

  @AfterAll
  static void stop() {
    if (console != null) {
      console.close();
    }
    if (browser != null) {
      browser.close();
    }
  }

  private static void open(String page) {
    browser.open("about:blank");
    browser.open(console.url() + "/#/" + page);
    browser.awaitTrue("return document.querySelector('main h1') !== null");
  }

  @Test
  void executesNothingThatTelemetrySays() {
    open("fleet");
    browser.awaitText("main", "Domain d");
    for (String page : PAGES) {
      browser.run("location.hash = arguments[0]", "#/" + page);
      browser.awaitTrue(
          "return location.hash !== '' && document.querySelector('main h1') !== null");
      assertThat(browser.run("return document.querySelectorAll('main img').length"))
          .as(page)
          .isEqualTo(0L);
      assertThat(browser.run("return window.executed === undefined")).as(page).isEqualTo(true);
    }
    open("vms/v1");
    browser.awaitText("h1", SeededFleet.MARKUP);
    open("plans/p1");
    browser.awaitText("tbody td[data-label='Why']", SeededFleet.MARKUP);
    SeededFleet.pulse(KAFKA.clientSettings(), Clock.systemUTC().instant());
    open("agents");
    browser.awaitText("tbody", SeededFleet.MARKUP);
    assertThat(browser.run("return window.executed === undefined")).isEqualTo(true);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void pausesAndResumesWithAReason() {
    open("fleet");
    browser.click("[id='pause-d']");
    browser.awaitText("#dialog", "No move in d begins");
    browser.press(Keys.ESCAPE);
    browser.awaitTrue("return !document.querySelector('#dialog').open");
    browser.click("[id='pause-d']");
    browser.type("#comment", "maintenance");
    browser.click("#confirm");
    browser.awaitText("main", "Paused by tester: maintenance");
    browser.click("[id='pause-d']");
    browser.awaitText("#dialog", "Actuators go on");
    browser.click("#confirm");
    browser.awaitTrue("return !document.querySelector('main').textContent.includes('Paused by')");
  }

  @Test
  void rejectsOnePlanAndCancelsAnother() {
    open("plans/p1");
    browser.click("#reject");
    browser.awaitText("#dialog", "None of these 1 VM will be moved");
    browser.click("#confirm");
    browser.awaitText("main .lead", "Rejected by tester");
    open("plans/p2");
    browser.click("#approve");
    browser.awaitText("#dialog", "will be migrated live");
    browser.click("#confirm");
    browser.awaitText("main .lead", "Approved by tester");
    browser.click("#cancel");
    browser.awaitText("#dialog", "Moves that have not begun will not");
    browser.click("#confirm");
    browser.awaitText("main .lead", "Cancelled by tester");
  }

  @Test
  void isUsedByKeyboardAloneWhileItIsDrawnAnew() {
    open("plans");
    browser.awaitTrue("return document.querySelectorAll('.plan-link').length === 3");
    browser.run(
        "window.kept = document.querySelector('.plan-link'); window.kept.focus();"
            + "window.draws = 0; new MutationObserver(() => window.draws++)"
            + ".observe(document.querySelector('main'), {subtree: true, childList: true,"
            + " characterData: true, attributes: true})");
    SeededFleet.pulse(KAFKA.clientSettings(), Clock.systemUTC().instant());
    browser.awaitTrue("return window.draws > 0");
    assertThat(browser.run("return document.activeElement === window.kept"))
        .as("what has the focus keeps it")
        .isEqualTo(true);
    browser.press(Keys.ENTER);
    browser.awaitTrue("return location.hash.startsWith('#/plans/')");
  }
}
