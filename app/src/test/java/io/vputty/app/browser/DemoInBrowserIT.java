package io.vputty.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vputty.app.demo.DemoSettings;
import io.vputty.app.demo.DemoStage;
import io.vputty.sink.actuator.Approval;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a person sees it: a plan comes, is read and approved, and the cost falls. */
class DemoInBrowserIT {
  private static final Pattern URL = Pattern.compile("the console: (http://\\S+)");
  private static final Map<String, String> PAGES =
      Map.of(
          "fleet", "Fleet",
          "plans", "Plans",
          "graph", "Graph",
          "graph/host/r1h1", "Graph of host r1h1",
          "drift", "Drift",
          "outcomes", "Outcomes",
          "agents", "Collectors",
          "hosts/r1h1", "r1h1",
          "vms/vm-1", "vm-1");

  @TempDir static Path directory;

  private final StringWriter said = new StringWriter();
  private final AtomicBoolean stopped = new AtomicBoolean();

  @Test
  void showsAPlanTakesTheApprovalAndShowsTheCostFall() throws Exception {
    try (Browser browser = Browser.start()) {
      CompletableFuture<Void> demo = CompletableFuture.runAsync(this::demo);
      try {
        await("the console's address")
            .atMost(Duration.ofMinutes(3))
            .until(() -> demo.isDone() || URL.matcher(said.toString()).find());
        Matcher url = URL.matcher(said.toString());
        assertThat(url.find()).as(said.toString()).isTrue();
        look(browser, url.group(1));
      } finally {
        stopped.set(true);
        demo.join();
        browser.keep("demo.txt", said.toString());
      }
    }
  }

  private void demo() {
    DemoSettings settings =
        new DemoSettings(64, 7, Duration.ofMinutes(10), false, OptionalInt.of(0), Approval.MANUAL);
    try {
      DemoStage.run(
          settings,
          directory,
          new PrintWriter(said, true),
          DemoStage.Style.PLAIN,
          Clock.systemUTC(),
          stopped::get);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void look(Browser browser, String url) {
    browser.look(Browser.Width.DESK, false);
    approves(browser, url);
    String plan = String.valueOf(browser.run("return location.hash"));
    seesTheCostFall(browser);
    browser.picture("plan-done");
    browser.open(url + "/#/graph", "Graph");
    browser.awaitTrue("return document.querySelectorAll('svg.graph circle').length === 64");
    browser.view("console-graph");
    everyPage(browser, url, plan);
    assertThat(browser.complaints()).isEmpty();
  }

  /** Plans of the demo hold for a minute: one that ends before it is read is left for the next. */
  private static void approves(Browser browser, String url) {
    for (int attempt = 1; attempt <= 5; attempt++) {
      browser.open(url + "/#/fleet", "Fleet");
      browser.awaitText("main", "A plan of");
      browser.view("console-fleet");
      browser.click("a[href^='#/plans/']");
      browser.awaitText("main", "Wave 1 of");
      readsReasons(browser);
      browser.view("console-plan");
      browser.click("#show-after");
      browser.awaitText("#show-after", "Show before");
      if (browser.run("return document.querySelector('#approve') !== null").equals(true)) {
        approves(browser);
        return;
      }
    }
    throw new AssertionError("every plan ended before it could be approved");
  }

  private static void readsReasons(Browser browser) {
    assertThat(browser.text("tbody td[data-label='Why'] span")).contains("Move ");
    browser.click("details summary");
    browser.awaitTrue("return document.querySelector('details[open] li') !== null");
    assertThat(browser.text("details[open] li")).containsAnyOf("worse", "better", "not possible");
  }

  private static void approves(Browser browser) {
    browser.click("#approve");
    browser.awaitText("#dialog", "will be migrated live");
    browser.view("console-approve");
    browser.type("#comment", "seen in the browser");
    browser.click("#confirm");
    browser.awaitText("main .lead", "Approved by");
    assertThat(browser.text("main .lead")).contains("seen in the browser");
  }

  private static void seesTheCostFall(Browser browser) {
    browser.awaitText("#measured", "Cost fell by");
    browser.awaitTrue(
        "return [...document.querySelectorAll('#measured dt')].some((t) =>"
            + " t.textContent === 'Cost fell by' && t.nextSibling.className === 'good')");
    assertThat(browser.text("#measured")).contains("Predicted gain");
  }

  private static void everyPage(Browser browser, String url, String plan) {
    Map<String, String> pages = new TreeMap<>(PAGES);
    pages.put(plan.substring("#/".length()), "moves");
    for (boolean dark : List.of(false, true)) {
      browser.look(Browser.Width.DESK, dark);
      pages.forEach(
          (page, heading) -> {
            browser.open(url + "/#/" + page, heading);
            assertThat(browser.faults()).as("%s, dark %s", page, dark).isEmpty();
            browser.picture("desk-" + (dark ? "dark-" : "light-") + page.replaceAll("\\W", "-"));
          });
    }
    browser.look(Browser.Width.PHONE, false);
    pages.forEach(
        (page, heading) -> {
          browser.open(url + "/#/" + page, heading);
          browser.awaitTrue("return document.documentElement.scrollWidth <= innerWidth");
          browser.picture("phone-" + page.replaceAll("\\W", "-"));
        });
  }
}
