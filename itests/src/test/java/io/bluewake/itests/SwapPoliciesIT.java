package io.bluewake.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** When plug-ins and configurations take over, and what is refused, on the shipped bundles. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SwapPoliciesIT {
  private static final String CLEANER = "SignedCleaner";
  private static final String PARAMETERS = "SignedParameters";
  private static final String RECONSTRUCTOR = "SignedReconstructor";
  private static final String STOP = "bluewake.itests.stop";
  private static final String ROWS = "/dl1/event/telescope/parameters/";

  @TempDir private static Path directory;

  private final Map<String, byte[]> jars = new HashMap<>();
  private ShippedFramework framework;
  private UnaryOperator<String> driver;
  private Bundle cleaner;
  private CompletableFuture<String> run;
  private int runs;

  @BeforeAll
  void start() throws Exception {
    framework = new ShippedFramework(directory.resolve("framework"));
    driver = framework.driver();
    for (String plugin : List.of(CLEANER, PARAMETERS, RECONSTRUCTOR)) {
      jars.put(plugin, TestBundles.signed(plugin));
    }
    framework.install(PARAMETERS, jars.get(PARAMETERS));
    framework.install(RECONSTRUCTOR, jars.get(RECONSTRUCTOR));
  }

  @AfterAll
  void end() throws Exception {
    framework.close();
  }

  @BeforeEach
  void install() throws Exception {
    System.clearProperty(STOP);
    cleaner = framework.install(CLEANER, jars.get(CLEANER));
  }

  @AfterEach
  void remove() throws Exception {
    System.setProperty(STOP, "true");
    if (run != null) {
      run.get(1, TimeUnit.MINUTES);
    }
    for (Bundle bundle : framework.context().getBundles()) {
      String name = String.valueOf(bundle.getSymbolicName());
      boolean other = bundle.getLocation().startsWith("other ");
      if (other || name.equals("signed." + CLEANER)) {
        bundle.uninstall();
      }
    }
    tell("configure io.bluewake.itests.signed.SignedCleaner test");
    for (String form : List.of("engine", "imageQuality", "stereoQuality")) {
      tell("configure io.bluewake." + form + " test");
    }
  }

  private static Path toy(Path file, int run) throws Exception {
    return Files.writeString(
        file,
        "bluewake-toy: 1\nrun: "
            + run
            + "\nevents: 1000000000\nmedium: 2\npixels: 91\nsamples: 8\n"
            + "triggerTelescopes: 1\ncoreRadius: 100\n");
  }

  /** Starts a run over two observations and waits for its first events. */
  private Path begin(String engine) throws Exception {
    runs++;
    Path profile =
        Files.writeString(
            directory.resolve("signed" + runs + ".yaml"),
            "pipeline: signed\nextends: base\nengine: {batchEvents: 16, "
                + engine
                + "}\nsource: {plugin: until-told}\nimageQuality: []\nclean: signed\n"
                + "parameters: [signed]\nreconstruct: [{plugin: signed, quality: []}]\n");
    Path first = toy(directory.resolve("first" + runs + ".toy"), 1);
    Path second = toy(directory.resolve("second" + runs + ".toy"), 2);
    Path product = directory.resolve("product" + runs + ".h5");
    String command =
        "run process -i " + first + " -i " + second + " --profile " + profile + " -o " + product;
    run =
        CompletableFuture.supplyAsync(
            () -> driver.apply(command), task -> new Thread(task, "run").start());
    await(() -> events() > 50);
    return product;
  }

  private long events() {
    return Long.parseLong(driver.apply("events"));
  }

  private void tell(String what) {
    Objects.requireNonNull(driver.apply(what));
  }

  private void await(BooleanSupplier condition) throws InterruptedException {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertTrue(!run.isDone(), () -> "the run has ended: " + run.join());
      assertTrue(System.nanoTime() < limit, () -> "took too long: " + driver.apply("notices"));
      Thread.sleep(2);
    }
  }

  private void awaitEvents() throws InterruptedException {
    long now = events();
    await(() -> events() > now + 100);
  }

  private boolean slot(String name, String version, String role) {
    return driver
        .apply("slots")
        .lines()
        .anyMatch(
            line ->
                line.startsWith(name)
                    && line.contains(" " + version + " ")
                    && line.endsWith(" " + role));
  }

  private long count(String name, String role) {
    return driver
        .apply("slots")
        .lines()
        .filter(line -> line.startsWith(name) && line.endsWith(" " + role))
        .count();
  }

  private boolean noticed(String text) {
    return driver.apply("notices").contains(text);
  }

  private String finish() throws Exception {
    System.setProperty(STOP, "true");
    return run.get(1, TimeUnit.MINUTES);
  }

  private Bundle other(String plugin, String version, String behaviour) throws Exception {
    return framework.install(
        "other " + plugin + version,
        TestBundles.with(
            jars.get(plugin),
            behaviour.isEmpty()
                ? Map.of("Bundle-Version", version)
                : Map.of("Bundle-Version", version, "Signed-Behaviour", behaviour)));
  }

  @Test
  void scienceChangesBetweenObservationsOnly() throws Exception {
    Path product = begin("swap: observation");
    other(CLEANER, "2.0.7", "");
    tell("configure io.bluewake.itests.signed.SignedCleaner test mark=9");
    // Both versions with the new mark, and the new version with the old one.
    await(() -> count("clean/", "STANDS_BY") == 3 && noticed("trying mark=9 (was 0"));
    awaitEvents();
    assertTrue(slot("clean/", "1.0.0", "IN_USE"));

    System.setProperty(STOP + ".first" + runs + ".toy", "true");
    await(() -> slot("clean/", "2.0.7", "IN_USE"));
    awaitEvents();
    assertTrue(finish().startsWith("0 "));

    try (SignedProduct rows = new SignedProduct(product)) {
      double[] observation = rows.numbers(ROWS, "obs_id");
      double[] version = rows.numbers(ROWS, "signed_clean_version");
      double[] mark = rows.numbers(ROWS, "signed_clean_mark");
      for (int i = 0; i < observation.length; i++) {
        assertEquals(observation[i] == 1 ? 0 : 7, version[i]);
        assertEquals(observation[i] == 1 ? 0 : 9, mark[i]);
      }
      assertTrue(Arrays.stream(observation).anyMatch(o -> o == 2));
      List<String> notices = rows.texts("/notices", "notice");
      assertTrue(
          notices.stream()
              .anyMatch(n -> n.startsWith("clean/") && n.contains("mark=9 (was 0, configuration ")),
          notices.toString());
    }
  }

  @Test
  void aFrozenRunKeepsWhatItBeganWithAndFailsWithoutIt() throws Exception {
    begin("swap: never, waitSeconds: 1");
    other(CLEANER, "2.0.7", "");
    tell("configure io.bluewake.itests.signed.SignedCleaner test mark=8");
    await(() -> noticed("mark=8 (was 0") && noticed("holds for the next run"));
    awaitEvents();
    assertTrue(slot("clean/", "1.0.0", "IN_USE"));

    cleaner.uninstall();
    String ended = run.get(1, TimeUnit.MINUTES);

    assertTrue(ended.startsWith("1 "), ended);
    assertTrue(ended.contains("SignedCleaner 1.0.0, with which the run began, has gone"), ended);
    assertEquals(1, ended.strip().lines().count(), ended);
  }

  @Test
  void anEmptySlotWaitsAndSaysWhatIsMissing() throws Exception {
    begin("swap: batch, waitSeconds: 60");
    cleaner.uninstall();
    await(() -> driver.apply("waiting").contains("bundle signed.SignedCleaner is not installed"));
    long stopped = events();
    install();
    await(() -> events() > stopped + 200);
    assertTrue(finish().startsWith("0 "));
  }

  @Test
  void anEmptySlotFailsAfterItsLimit() throws Exception {
    Path product = begin("swap: batch, waitSeconds: 0.5");
    cleaner.uninstall();
    String ended = run.get(1, TimeUnit.MINUTES);

    assertTrue(ended.startsWith("1 "), ended);
    assertTrue(ended.contains("bundle signed.SignedCleaner is not installed"), ended);
    assertTrue(Files.notExists(product));
  }

  @Test
  void brokenVersionsAreRefusedInOneLineAndTheRunningOneStays() throws Exception {
    begin("swap: batch");
    other(CLEANER, "9.0.1", "constructor");
    other(CLEANER, "9.0.2", "throws");
    other(PARAMETERS, "9.0.3", "nan");
    other(PARAMETERS, "9.0.4", "columns");
    try {
      other(CLEANER, "9.0.5", "")
          .update(
              TestBundles.stream(
                  TestBundles.with(
                      jars.get(CLEANER),
                      Map.of(
                          "Bundle-Version",
                          "9.0.6",
                          "Import-Package",
                          "io.bluewake.model,io.bluewake.spi;version=\"[9,10)\""))));
    } catch (BundleException expected) {
      assertTrue(expected.getMessage().contains("io.bluewake.spi"), expected.getMessage());
    }
    for (String why :
        List.of(
            "SignedCleaner 9.0.1: plug-in 'signed' (io.bluewake.itests.signed.SignedCleaner)"
                + " refuses its options: the calibration server does not answer",
            "SignedCleaner 9.0.2: fails on a toy shower with IllegalStateException: no such pixel",
            "SignedParameters 9.0.3: signed_charge of a toy shower is NaN, where the run began",
            "SignedParameters 9.0.4: has other columns than the run began with",
            "it needs package io.bluewake.spi >= 9.0.0 and below 10.0.0, here is 1.0.0")) {
      await(
          () ->
              driver
                  .apply("notices")
                  .lines()
                  .anyMatch(l -> l.startsWith("REFUSED ") && l.contains(why)));
    }
    awaitEvents();
    assertTrue(slot("clean/", "1.0.0", "IN_USE"));
    assertTrue(slot("clean/", "9.0.1", "REFUSED"));
    assertTrue(slot("parameters/", "1.0.0", "IN_USE"));
    assertTrue(finish().startsWith("0 "));
  }

  @Test
  void aBatchThatOutlivesItsPluginIsComputedAgain() throws Exception {
    cleaner.update(
        TestBundles.stream(
            TestBundles.with(
                jars.get(CLEANER), Map.of("Bundle-Version", "1.0.1", "Signed-Behaviour", "slow"))));
    Path product = begin("swap: batch, drainSeconds: 0.1, workers: 2");
    other(CLEANER, "0.9.3", "");
    await(() -> slot("clean/", "0.9.3", "STANDS_BY"));

    cleaner.uninstall();
    await(() -> slot("clean/", "0.9.3", "IN_USE"));
    awaitEvents();
    assertTrue(finish().startsWith("0 "));

    try (SignedProduct rows = new SignedProduct(product)) {
      List<String> notices = rows.texts("/notices", "notice");
      assertTrue(
          notices.contains("batches computed again because a plug-in was taken away"),
          notices.toString());
      // The version does not return: what it had begun does not count.
      double[] version = rows.numbers(ROWS + "tel_001", "signed_clean_version");
      for (int i = 1; i < version.length; i++) {
        assertTrue(version[i] >= version[i - 1]);
      }
      assertEquals(3, version[version.length - 1]);
    }
  }

  @Test
  void whatIsWrittenIntoTheConfigurationOfASlotIsCheckedToo() throws Exception {
    begin("swap: batch");
    tell("edit clean/ mark=77777");
    await(() -> noticed("'77777' is not from 0 to 60000"));
    awaitEvents();
    tell("edit clean/ mark=77");
    await(() -> noticed("trying mark=77 (was 0"));
    awaitEvents();
    String slots = driver.apply("slots");
    assertEquals(
        1, slots.lines().filter(l -> l.startsWith("clean/") && l.endsWith("IN_USE")).count());
    assertTrue(finish().startsWith("0 "));
  }

  private void awaitNotice(String text) throws InterruptedException {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!noticed(text)) {
      assertTrue(System.nanoTime() < limit, () -> "no '" + text + "': " + driver.apply("notices"));
      Thread.sleep(2);
    }
  }

  @Test
  void mistakesInTheFormsOfPipelinesAreRefusedInOneLine() throws Exception {
    tell("configure io.bluewake.engine test swap=sometimes");
    awaitNotice("REFUSED engine: refused configuration io.bluewake.engine~test: engine.swap: ");
    awaitNotice("'sometimes' is not one of [batch, observation, never]");
    String ended = driver.apply("run process -i a.toy -o b.h5");
    assertTrue(ended.startsWith("2 ") && ended.contains("'sometimes' is not one of"), ended);

    tell("configure io.bluewake.engine test workers=5000");
    awaitNotice("engine.workers: '5000' is not from 0 to 1024");
    tell("configure io.bluewake.engine test worker=2");
    awaitNotice("the engine has no option 'worker'");
    tell("configure io.bluewake.stereoQuality test criteria=bright:1>");
    awaitNotice("REFUSED stereoQuality: refused configuration io.bluewake.stereoQuality~test: ");
    tell("configure io.bluewake.imageQuality test criteria=image.size>3");
    awaitNotice("imageQuality.criteria: expected NAME: CONDITION, not 'image.size>3'");
    tell("configure io.bluewake.imageQuality test criterion=image.size>3");
    awaitNotice("imageQuality has no option 'criterion'; it has [criteria]");
  }

  @Test
  void whatTheFormsOfPipelinesSayLiesOverTheProfile() throws Exception {
    tell("configure io.bluewake.engine test swap=never waitSeconds=1 pipeline.name=signed*");
    tell("configure io.bluewake.imageQuality test criteria=none:image.size>100000");
    awaitNotice("(configuration io.bluewake.imageQuality~test) holds for the next run");
    Path product = begin("swap: batch");
    assertTrue(finish().startsWith("0 "));
    try (SignedProduct rows = new SignedProduct(product)) {
      assertTrue(Arrays.stream(rows.numbers(ROWS, "signed_charge")).allMatch(Double::isNaN));
    }

    System.clearProperty(STOP);
    begin("swap: batch");
    other(CLEANER, "2.0.7", "");
    await(() -> slot("clean/", "2.0.7", "STANDS_BY"));
    cleaner.uninstall();
    String ended = run.get(1, TimeUnit.MINUTES);
    assertTrue(ended.contains("SignedCleaner 1.0.0, with which the run began, has gone"), ended);
  }
}
