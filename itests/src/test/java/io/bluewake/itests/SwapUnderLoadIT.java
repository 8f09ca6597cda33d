package io.bluewake.itests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/**
 * Exchanges plug-ins and configurations under a running pipeline, on the bundles that are shipped.
 * Each result carries the signature of what computed it; afterwards every row must be there once
 * and must have exactly the signature that provenance tells.
 */
class SwapUnderLoadIT {
  private static final String STOP = "bluewake.itests.stop";
  private static final String PAUSE = "bluewake.itests.pauseMicros";
  private static final int IN_PLACE = 246;
  private static final int CONFIGURATIONS = 102;
  private static final int SIDE_BY_SIDE = 51;
  private static final int WARM_UP = 30;
  private static final int CONTROL_MILLIS = 10_000;

  private static final List<String> PLUGINS =
      List.of("SignedCleaner", "SignedParameters", "SignedReconstructor");
  private static final List<String> SLOTS =
      List.of("clean/", "parameters/signed/", "reconstruct/signed");

  private static final String TRIGGERS = "/dl1/event/subarray/trigger";
  private static final String PARAMETERS = "/dl1/event/telescope/parameters/";
  private static final String SHOWERS = "/dl2/event/subarray/geometry/Signed";
  private static final String PROVENANCE = "/provenance";

  private static final String PROFILE =
      """
      pipeline: signed
      extends: base
      engine: {swap: batch, batchEvents: 32, drainSeconds: 60, waitSeconds: 60}
      source: {plugin: until-told}
      imageQuality: []
      clean: signed
      parameters: [signed]
      reconstruct: [{plugin: signed, quality: []}]
      """;

  private static final String TOY =
      """
      bluewake-toy: 1
      events: 1000000000
      medium: 2
      pixels: 91
      samples: 8
      triggerTelescopes: 1
      coreRadius: 100
      """;

  @TempDir private Path directory;

  private UnaryOperator<String> driver;
  private final Map<String, byte[]> jars = new HashMap<>();

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void everyEventIsComputedOnceByWhatProvenanceTells() throws Exception {
    System.clearProperty(STOP);
    Path profile = Files.writeString(directory.resolve("signed.yaml"), PROFILE);
    Path toy = Files.writeString(directory.resolve("endless.toy"), TOY);
    Path swapped = directory.resolve("swapped.h5");
    Path plain = directory.resolve("plain.h5");
    try (ShippedFramework framework = new ShippedFramework(directory.resolve("framework"))) {
      driver = framework.driver();
      Bundle[] bundles = new Bundle[PLUGINS.size()];
      for (int i = 0; i < bundles.length; i++) {
        jars.put(PLUGINS.get(i), TestBundles.signed(PLUGINS.get(i)));
        bundles[i] = framework.install(PLUGINS.get(i), jars.get(PLUGINS.get(i)));
      }
      String command = "run process -i " + toy + " --overwrite --profile " + profile + " -o ";
      CompletableFuture<String> run =
          CompletableFuture.supplyAsync(
              () -> driver.apply(command + swapped), task -> new Thread(task, "run").start());
      await(run, () -> Long.parseLong(driver.apply("events")) > 100);

      updateInPlace(run, bundles, 1, WARM_UP);
      changeConfigurations(run, 1, WARM_UP);
      Memory before = Memory.now();
      updateInPlace(run, bundles, 1 + WARM_UP, IN_PLACE);
      changeConfigurations(run, 1 + WARM_UP, CONFIGURATIONS);
      refuseWrongConfigurations(run);
      String[] control = undisturbed();
      String[] waits = measure(() -> replaceSideBySide(run, framework, bundles, 0));
      Memory after = Memory.now();
      long events = Long.parseLong(driver.apply("events"));
      System.setProperty(STOP, "true");
      String ended = run.get(5, TimeUnit.MINUTES);
      assertTrue(ended.startsWith("0 "), ended);

      report(control, waits, before, after, events);
      didNotStall(waits);
      assertTrue(after.loaders() <= PLUGINS.size() + 3, "class loaders alive: " + after.loaders());
      assertTrue(after.classes() - before.classes() < 300, before + " " + after);
      assertTrue(after.heap() - before.heap() < 10 << 20, before + " " + after);

      try (SignedProduct product = new SignedProduct(swapped)) {
        int n = product.numbers(TRIGGERS, "event_id").length;
        System.clearProperty(STOP);
        String again = driver.apply(command + plain + " --max-events " + n);
        assertTrue(again.startsWith("0 "), again);
        sameEvents(product, plain);
        signaturesAreThoseOfProvenance(product);
      }
      for (Bundle bundle : bundles) {
        bundle.uninstall();
      }
    } finally {
      System.setProperty(STOP, "true");
    }
  }

  /** One worker that often waits for events, so that nobody has to share a core. */
  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void aWorkerThatHasACoreDoesNotStall() throws Exception {
    System.clearProperty(STOP);
    System.setProperty(PAUSE, "2000");
    Path profile =
        Files.writeString(
            directory.resolve("one.yaml"),
            PROFILE.replace("swap: batch", "swap: batch, workers: 1"));
    Path toy = Files.writeString(directory.resolve("endless.toy"), TOY);
    try (ShippedFramework framework = new ShippedFramework(directory.resolve("one"))) {
      driver = framework.driver();
      Bundle[] bundles = new Bundle[PLUGINS.size()];
      for (int i = 0; i < bundles.length; i++) {
        jars.put(PLUGINS.get(i), TestBundles.signed(PLUGINS.get(i)));
        bundles[i] = framework.install(PLUGINS.get(i), jars.get(PLUGINS.get(i)));
      }
      CompletableFuture<String> run =
          CompletableFuture.supplyAsync(
              () ->
                  driver.apply(
                      "run process -i "
                          + toy
                          + " --profile "
                          + profile
                          + " -o "
                          + directory.resolve("one.h5")),
              task -> new Thread(task, "run").start());
      await(run, () -> Long.parseLong(driver.apply("events")) > 100);
      replaceSideBySide(run, framework, bundles, 0);

      String[] control = undisturbed();
      String[] waits =
          measure(() -> replaceSideBySide(run, framework, bundles, SIDE_BY_SIDE * PLUGINS.size()));
      System.setProperty(STOP, "true");
      String ended = run.get(1, TimeUnit.MINUTES);

      assertTrue(ended.startsWith("0 "), ended);
      Reports.print(
          String.format(
              "one worker with time to spare: %d side by side%n  side by side:  %s%n"
                  + "  no changes:    %s%n",
              SIDE_BY_SIDE * PLUGINS.size(), text(waits), text(control)));
      didNotStall(waits);
    } finally {
      System.setProperty(STOP, "true");
      System.clearProperty(PAUSE);
    }
  }

  /** By processor time: what the clock says, which is printed, depends on who else is at work. */
  private static void didNotStall(String[] waits) {
    assertEquals("0", waits[1], "workers that had to wait while plug-ins changed side by side");
    assertEquals("0", waits[2], "instances that workers had to create themselves");
    assertEquals("0", waits[12], "leases that took more than a millisecond of processor time");
  }

  private void tell(String what) {
    Objects.requireNonNull(driver.apply(what));
  }

  private static void await(CompletableFuture<String> run, BooleanSupplier condition)
      throws InterruptedException {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertTrue(!run.isDone(), () -> "the run has ended: " + run.join());
      assertTrue(System.nanoTime() < limit, "took too long");
      Thread.sleep(1);
    }
  }

  /** Waits until a slot uses what a text describes, and some batches have passed since. */
  private void awaitUse(CompletableFuture<String> run, int plugin, String text)
      throws InterruptedException {
    await(
        run,
        () ->
            driver
                .apply("slots")
                .lines()
                .anyMatch(
                    line ->
                        line.startsWith(SLOTS.get(plugin))
                            && line.contains(text)
                            && line.endsWith(" IN_USE")));
    long now = Long.parseLong(driver.apply("events"));
    await(run, () -> Long.parseLong(driver.apply("events")) > now + 200);
  }

  private void updateInPlace(CompletableFuture<String> run, Bundle[] bundles, int first, int count)
      throws Exception {
    for (int i = first; i < first + count; i++) {
      int plugin = i % PLUGINS.size();
      String version = "1.0." + i;
      bundles[plugin].update(
          TestBundles.stream(TestBundles.version(jars.get(PLUGINS.get(plugin)), version)));
      awaitUse(run, plugin, " " + version + " ");
    }
  }

  private void changeConfigurations(CompletableFuture<String> run, int first, int count)
      throws Exception {
    for (int i = first; i < first + count; i++) {
      int plugin = i % PLUGINS.size();
      String before = configuration(plugin);
      tell("configure io.bluewake.itests.signed." + PLUGINS.get(plugin) + " test mark=" + i);
      await(run, () -> !configuration(plugin).equals(before));
      long now = Long.parseLong(driver.apply("events"));
      await(run, () -> Long.parseLong(driver.apply("events")) > now + 200);
    }
  }

  private String configuration(int plugin) {
    return driver
        .apply("slots")
        .lines()
        .filter(line -> line.startsWith(SLOTS.get(plugin)) && line.endsWith(" IN_USE"))
        .map(line -> line.split(" ", -1)[3])
        .findFirst()
        .orElse("");
  }

  private void refuseWrongConfigurations(CompletableFuture<String> run) throws Exception {
    String before = configuration(0);
    Map<String, String> wrong = new LinkedHashMap<>();
    wrong.put("mark=60001", "'60001' is not from 0 to 60000");
    wrong.put("mark=many", "expected a whole number, not 'many'");
    wrong.put("marc=5", "plug-in 'signed' has no option 'marc'; it has [mark]");
    for (Map.Entry<String, String> e : wrong.entrySet()) {
      tell("configure io.bluewake.itests.signed.SignedCleaner wrong " + e.getKey());
      await(
          run,
          () ->
              driver
                  .apply("notices")
                  .lines()
                  .anyMatch(l -> l.startsWith("REFUSED ") && l.contains(e.getValue())));
    }
    assertEquals(before, configuration(0));
    tell("configure io.bluewake.itests.signed.SignedCleaner wrong");
  }

  /** Work that is measured. */
  private interface Measured {
    void run() throws Exception;
  }

  /** What leases took meanwhile, and how the collector paused the process. */
  private String[] measure(Measured work) throws Exception {
    long collections = collections(GarbageCollectorMXBean::getCollectionCount);
    long millis = collections(GarbageCollectorMXBean::getCollectionTime);
    tell("begin");
    work.run();
    String waits = driver.apply("waits");
    String paused =
        (collections(GarbageCollectorMXBean::getCollectionCount) - collections)
            + "\u00a0collections of together\u00a0"
            + (collections(GarbageCollectorMXBean::getCollectionTime) - millis)
            + "\u00a0ms";
    return (waits + " " + paused.replace(' ', '\u00a0')).split(" ", -1);
  }

  private static long collections(ToLongFunction<GarbageCollectorMXBean> what) {
    return ManagementFactory.getGarbageCollectorMXBeans().stream().mapToLong(what).sum();
  }

  /** The same measurement while nothing changes: what the machine itself does to workers. */
  private String[] undisturbed() throws Exception {
    return measure(() -> Thread.sleep(CONTROL_MILLIS));
  }

  private void replaceSideBySide(
      CompletableFuture<String> run, ShippedFramework framework, Bundle[] bundles, int first)
      throws Exception {
    for (int i = first; i < first + SIDE_BY_SIDE * PLUGINS.size(); i++) {
      int plugin = i % PLUGINS.size();
      String version = "2.0." + i;
      Bundle next =
          framework.install(
              PLUGINS.get(plugin) + version,
              TestBundles.version(jars.get(PLUGINS.get(plugin)), version));
      awaitUse(run, plugin, " " + version + " ");
      bundles[plugin].uninstall();
      bundles[plugin] = next;
    }
  }

  private static void report(
      String[] control, String[] waits, Memory before, Memory after, long events) {
    Reports.print(
        String.format(
            java.util.Locale.ROOT,
            "swap under load: %d events; %d in place, %d configurations, %d side by side%n"
                + "  side by side:  %s%n  no changes:    %s%n"
                + "  heap %.1f -> %.1f MB, classes %d -> %d, plug-in class loaders %d -> %d%n",
            events,
            WARM_UP + IN_PLACE,
            WARM_UP + CONFIGURATIONS,
            SIDE_BY_SIDE * PLUGINS.size(),
            text(waits),
            text(control),
            before.heap() / 1e6,
            after.heap() / 1e6,
            before.classes(),
            after.classes(),
            before.loaders(),
            after.loaders()));
  }

  private static String text(String[] waits) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            java.util.Locale.ROOT,
            "%s leases, %s blocked, %s created by workers, %s",
            waits[0],
            waits[1],
            waits[2],
            waits[waits.length - 1]));
    String[] what = {"clock", "processor", "control"};
    for (int i = 0; i < what.length; i++) {
      int at = 3 + 5 * i;
      text.append(
          String.format(
              java.util.Locale.ROOT,
              "%n    %-9s median %.1f, 99%% %.1f, 99.9%% %.1f, worst %.1f us; %s above 1 ms",
              what[i],
              Double.parseDouble(waits[at]) / 1e3,
              Double.parseDouble(waits[at + 1]) / 1e3,
              Double.parseDouble(waits[at + 2]) / 1e3,
              Double.parseDouble(waits[at + 3]) / 1e3,
              waits[at + 4]));
    }
    return text.toString();
  }

  /** What is left after collecting garbage. */
  private record Memory(long heap, long classes, long loaders) {
    static Memory now() throws InterruptedException {
      for (int i = 0; i < 5; i++) {
        System.gc();
        Thread.sleep(50);
      }
      Runtime runtime = Runtime.getRuntime();
      return new Memory(
          runtime.totalMemory() - runtime.freeMemory(),
          ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
          aliveLoaders());
    }

    @SuppressWarnings("unchecked") // see io.bluewake.itests.signed.Signature
    private static long aliveLoaders() {
      List<WeakReference<ClassLoader>> all =
          (List<WeakReference<ClassLoader>>)
              System.getProperties().getOrDefault("bluewake.itests.loaders", List.of());
      synchronized (all) {
        return all.stream().map(WeakReference::get).filter(l -> l != null).distinct().count();
      }
    }
  }

  private static void sameEvents(SignedProduct swapped, Path without) throws IOException {
    try (SignedProduct plain = new SignedProduct(without)) {
      assertArrayEquals(plain.numbers(TRIGGERS, "event_id"), swapped.numbers(TRIGGERS, "event_id"));
      for (String column : List.of("event_id", "tel_id", "signed_charge")) {
        assertArrayEquals(
            plain.numbers(PARAMETERS, column), swapped.numbers(PARAMETERS, column), column);
      }
    }
  }

  /** Each value of each row is that of the version and configuration which provenance tells. */
  private static void signaturesAreThoseOfProvenance(SignedProduct product) throws IOException {
    double[] events = product.numbers(TRIGGERS, "event_id");
    Map<Double, Integer> rowOf = new HashMap<>();
    for (int row = 0; row < events.length; row++) {
      rowOf.put(events[row], row);
    }
    assertEquals(events.length, rowOf.size(), "an event is there twice");
    Signatures clean = new Signatures(product, SLOTS.get(0), events.length);
    Signatures parameters = new Signatures(product, SLOTS.get(1), events.length);
    Signatures reconstruct = new Signatures(product, SLOTS.get(2), events.length);
    double[] eventOfRow = product.numbers(PARAMETERS, "event_id");
    clean.check(product, PARAMETERS, "signed_clean_", rowOf);
    parameters.check(product, PARAMETERS, "signed_", rowOf);
    reconstruct.check(product, SHOWERS, "Signed_", rowOf);
    int[] telescopes = new int[events.length];
    for (double event : eventOfRow) {
      telescopes[rowOf.get(event)]++;
    }
    double[] seen = product.numbers(SHOWERS, "Signed_telescopes");
    double[] cleanSum = product.numbers(SHOWERS, "Signed_clean_versions");
    double[] parameterSum = product.numbers(SHOWERS, "Signed_parameter_versions");
    assertEquals(events.length, seen.length);
    for (int event = 0; event < events.length; event++) {
      assertEquals(telescopes[event], seen[event]);
      assertEquals((double) telescopes[event] * clean.version(event), cleanSum[event]);
      assertEquals((double) telescopes[event] * parameters.version(event), parameterSum[event]);
    }
    for (Signatures s : List.of(clean, parameters, reconstruct)) {
      assertTrue(
          s.different() > (IN_PLACE + CONFIGURATIONS) / 3,
          "different signatures: " + s.different());
    }
  }

  /** What provenance says of one slot. */
  private static final class Signatures {
    private final int[] version;
    private final String[] configuration;
    private final Map<String, Double> markOf = new HashMap<>();
    private final Set<String> different = new HashSet<>();

    Signatures(SignedProduct product, String slot, int events) throws IOException {
      version = new int[events];
      configuration = new String[events];
      List<String> slots = product.texts(PROVENANCE, "slot");
      List<String> versions = product.texts(PROVENANCE, "version");
      List<String> configurations = product.texts(PROVENANCE, "configuration");
      double[] first = product.numbers(PROVENANCE, "first_event");
      double[] last = product.numbers(PROVENANCE, "last_event");
      int next = 0;
      for (int i = 0; i < first.length; i++) {
        if (slots.get(i).startsWith(slot)) {
          assertEquals(next, first[i], "a gap between segments");
          next = (int) last[i] + 1;
          String text = versions.get(i);
          int micro = Integer.parseInt(text.substring(text.lastIndexOf('.') + 1));
          Arrays.fill(version, (int) first[i], next, micro);
          Arrays.fill(configuration, (int) first[i], next, configurations.get(i));
        }
      }
      assertEquals(events, next);
    }

    /** Checks the columns PREFIXversion and PREFIXmark of a table. */
    void check(SignedProduct product, String table, String prefix, Map<Double, Integer> rowOf)
        throws IOException {
      double[] eventIds = product.numbers(table, "event_id");
      double[] versions = product.numbers(table, prefix + "version");
      double[] marks = product.numbers(table, prefix + "mark");
      for (int row = 0; row < eventIds.length; row++) {
        int event = rowOf.get(eventIds[row]);
        assertEquals(version[event], versions[row], prefix);
        Double known = markOf.putIfAbsent(configuration[event], marks[row]);
        assertTrue(known == null || known == marks[row], prefix + " " + known + " " + marks[row]);
        different.add(version[event] + " " + configuration[event]);
      }
      assertEquals(Set.copyOf(markOf.values()).size(), markOf.size(), "marks of configurations");
    }

    int version(int event) {
      return version[event];
    }

    int different() {
      return different.size();
    }
  }
}
