package io.vputty.app.browser;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * Chromium without a window. Pages are drawn anew while they are looked at, so whatever is asked of
 * them is asked again until it holds.
 */
final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final int TALLEST = 2000;
  private static final String AXE = resource("/axe.min.js");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** A width to look at pages in. */
  enum Width {
    DESK(1280, 800, false),
    PHONE(390, 844, true);

    private final int width;
    private final int height;
    private final boolean mobile;

    Width(int width, int height, boolean mobile) {
      this.width = width;
      this.height = height;
      this.mobile = mobile;
    }
  }

  /** Starts one, or skips the test that needs it. */
  static Browser start() {
    Optional<File> chromium = onPath("chromium");
    Optional<File> driver = onPath("chromedriver");
    assumeTrue(
        chromium.isPresent() && driver.isPresent(),
        "needs chromium and chromedriver: bench/lab/packages.sh");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.orElseThrow());
    options.addArguments(
        "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--lang=en");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(driver.orElseThrow())
            .usingAnyFreePort()
            .build();
    ChromeDriver started = new ChromeDriver(service, options);
    started.manage().timeouts().scriptTimeout(PATIENCE.multipliedBy(2));
    return new Browser(started);
  }

  private static Optional<File> onPath(String name) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(directory -> new File(directory, name))
        .filter(File::canExecute)
        .findFirst();
  }

  /** How wide the window is, and whether it prefers dark pages. */
  void look(Width width, boolean dark) {
    cdp(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width",
            width.width,
            "height",
            width.height,
            "deviceScaleFactor",
            1,
            "mobile",
            width.mobile));
    String scheme = dark ? "dark" : "light";
    cdp(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", scheme),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
  }

  /** Opens an address. */
  void open(String url) {
    driver.get(url);
  }

  /** Opens an address and waits for its heading. */
  void open(String url, String heading) {
    open(url);
    awaitText("h1", heading);
  }

  /** Waits until the first of these elements has this in its text. */
  void awaitText(String css, String text) {
    await(css + " with " + text)
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> text(css).contains(text));
  }

  /** Waits until a script returns true. */
  void awaitTrue(String script) {
    await(script).atMost(PATIENCE).ignoreExceptions().until(() -> run(script).equals(true));
  }

  /**
   * Text of the first of these elements, whatever its style makes of it; empty if there is none.
   */
  String text(String css) {
    return String.valueOf(
        run("return document.querySelector(arguments[0])?.textContent ?? ''", css));
  }

  /** Clicks as a person does: what is covered or gone is waited for. */
  void click(String css) {
    await("click on " + css)
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(WebDriverException.class)
        .until(
            () -> {
              driver.findElement(By.cssSelector(css)).click();
              return true;
            });
  }

  /** Types into the first of these elements. */
  void type(String css, CharSequence text) {
    driver.findElement(By.cssSelector(css)).sendKeys(text);
  }

  /** Presses a key wherever the focus is. */
  void press(CharSequence key) {
    driver.switchTo().activeElement().sendKeys(key);
  }

  /** Runs a script in the page. */
  Object run(String script, Object... arguments) {
    Object result = driver.executeScript(script, arguments);
    return result == null ? "" : result;
  }

  /** Faults that axe finds in the page as it is, serious and critical ones alone. */
  List<String> faults() {
    if (!run("return typeof axe").equals("object")) {
      driver.executeScript(AXE);
    }
    Object found =
        driver.executeAsyncScript(
            """
            const done = arguments[arguments.length - 1];
            axe.run(document, { resultTypes: ['violations'] }).then((r) => done(r.violations
              .filter((v) => ['serious', 'critical'].includes(v.impact))
              .flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.html} ${n.failureSummary}`))),
              (e) => done([String(e)]));
            """);
    return ((List<?>) found).stream().map(String::valueOf).toList();
  }

  /** What the page has written to its console, warnings and errors. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::toString)
        .toList();
  }

  /** Keeps a picture of the whole page, but for what is very far down. */
  void picture(String name) {
    Number height = (Number) run("return document.documentElement.scrollHeight");
    Number width = (Number) run("return innerWidth");
    Map<String, Object> clip =
        Map.of(
            "x",
            0,
            "y",
            0,
            "width",
            width,
            "height",
            Math.min(TALLEST, height.intValue()),
            "scale",
            1);
    keep(name, Map.of("captureBeyondViewport", true, "clip", clip));
  }

  /** Keeps a picture of what is in view. */
  void view(String name) {
    keep(name, Map.of());
  }

  private void keep(String name, Map<String, Object> parameters) {
    Map<String, Object> shot = cdp("Page.captureScreenshot", parameters);
    keep(name + ".png", Base64.getDecoder().decode(String.valueOf(shot.get("data"))));
  }

  /** Keeps what was said meanwhile beside the pictures. */
  void keep(String file, String text) {
    keep(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void keep(String file, byte[] content) {
    try {
      Files.createDirectories(PICTURES);
      Files.write(PICTURES.resolve(file), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }

  private Map<String, Object> cdp(String command, Map<String, Object> parameters) {
    return driver.executeCdpCommand(command, parameters);
  }

  private static String resource(String name) {
    try (var in = Browser.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no " + name + " on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
