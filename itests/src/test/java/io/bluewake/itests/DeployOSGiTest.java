package io.bluewake.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import javax.inject.Inject;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * Files that people put into {@code deploy/} and {@code etc/} of a running Karaf, and commands they
 * type, change the pipeline that is running, or are refused.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class DeployOSGiTest {
  private static final String CLEANER = "SignedCleaner";
  private static final String PID = "io.bluewake.itests.signed.SignedCleaner";
  private static final String STOP = "bluewake.itests.stop";

  @Inject private BundleContext context;
  @Inject private SessionFactory shell;

  private UnaryOperator<String> driver;
  private CompletableFuture<String> run;

  private static Path work() {
    return Path.of(System.getProperty("bluewake.work")).resolve("deploy");
  }

  /** The distribution, and the jars that the test will drop. */
  @Configuration
  public Option[] configuration() throws Exception {
    Files.createDirectories(work());
    byte[] cleaner = TestBundles.signed(CLEANER);
    put("driver.jar", ShippedFramework.driverBundle());
    put("parameters.jar", TestBundles.signed("SignedParameters"));
    put("reconstructor.jar", TestBundles.signed("SignedReconstructor"));
    put("cleaner-1.0.0.jar", cleaner);
    put("cleaner-1.0.9.jar", TestBundles.version(cleaner, "1.0.9"));
    put("cleaner-2.0.7.jar", TestBundles.version(cleaner, "2.0.7"));
    put(
        "cleaner-throws.jar",
        TestBundles.with(cleaner, Map.of("Bundle-Version", "9.0.1", "Signed-Behaviour", "throws")));
    put(
        "cleaner-other-api.jar",
        TestBundles.with(
            cleaner,
            Map.of(
                "Bundle-Version",
                "9.0.2",
                "Import-Package",
                "io.bluewake.model,io.bluewake.spi;version=\"[9,10)\"")));
    return KarafOptions.distribution("exam-deploy");
  }

  private static void put(String name, byte[] content) throws IOException {
    Files.write(work().resolve(name), content);
  }

  private static Path karaf(String directory, String file) {
    return Path.of(System.getProperty("karaf.base"), directory, file);
  }

  /** As {@code mv} does it: a file is there whole or not at all. */
  private static void drop(String jar) throws IOException {
    Path part = karaf("data", jar + ".part");
    Files.copy(work().resolve(jar), part, StandardCopyOption.REPLACE_EXISTING);
    Files.move(part, karaf("deploy", jar), StandardCopyOption.REPLACE_EXISTING);
  }

  private String type(String command) throws Exception {
    return AsUser.types(shell, "admin", command);
  }

  private void await(String what, BooleanSupplier condition) throws InterruptedException {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    while (!condition.getAsBoolean()) {
      assertTrue(
          "the run has ended: " + (run != null && run.isDone() ? run.join() : ""),
          run == null || !run.isDone());
      String notices = driver == null ? "" : driver.apply("notices");
      assertTrue("still waiting for " + what + ": " + notices, System.nanoTime() < limit);
      Thread.sleep(20);
    }
  }

  private void awaitNotice(String text) throws InterruptedException {
    await(text, () -> driver.apply("notices").contains(text));
  }

  private void awaitUse(String version) throws InterruptedException {
    await(
        version,
        () ->
            driver
                .apply("slots")
                .lines()
                .anyMatch(
                    l ->
                        l.startsWith("clean/")
                            && l.contains(" " + version + " ")
                            && l.endsWith(" IN_USE")));
    long now = events();
    await("events", () -> events() > now + 50);
  }

  private long events() {
    return Long.parseLong(driver.apply("events"));
  }

  @SuppressWarnings("unchecked") // the service property stands for the type argument
  private boolean findDriver() {
    try {
      ServiceReference<?>[] found =
          context.getServiceReferences(
              UnaryOperator.class.getName(), "(bluewake.itests.driver=true)");
      if (found != null) {
        driver = (UnaryOperator<String>) context.getService(found[0]);
      }
      return driver != null;
    } catch (org.osgi.framework.InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private void begin() throws Exception {
    for (String jar : new String[] {"driver", "parameters", "reconstructor", "cleaner-1.0.0"}) {
      drop(jar + ".jar");
    }
    await("the driver", this::findDriver);
    await(
        "the plug-ins",
        () ->
            java.util.Arrays.stream(context.getBundles())
                    .filter(b -> String.valueOf(b.getSymbolicName()).startsWith("signed."))
                    .filter(b -> b.getState() == org.osgi.framework.Bundle.ACTIVE)
                    .count()
                == 3);
    Path toy =
        Files.writeString(
            work().resolve("endless.toy"),
            """
            bluewake-toy: 1
            events: 1000000000
            medium: 2
            pixels: 91
            samples: 8
            triggerTelescopes: 1
            coreRadius: 100
            """);
    Path profile =
        Files.writeString(
            work().resolve("signed.yaml"),
            """
            pipeline: signed
            extends: base
            engine: {batchEvents: 16, swap: batch}
            source: {plugin: until-told}
            imageQuality: []
            clean: signed
            parameters: [signed]
            reconstruct: [{plugin: signed, quality: []}]
            """);
    String command =
        "run process -i "
            + toy
            + " --profile "
            + profile
            + " --overwrite -o "
            + work().resolve("product.h5");
    run =
        CompletableFuture.supplyAsync(
            () -> driver.apply(command), task -> new Thread(task, "run").start());
    await("events", () -> events() > 50);
  }

  @Test
  public void filesAndCommandsChangeTheRunningPipelineOrAreRefused() throws Exception {
    begin();
    awaitUse("1.0.0");

    drop("cleaner-2.0.7.jar");
    awaitUse("2.0.7");
    drop("cleaner-throws.jar");
    drop("cleaner-other-api.jar");
    awaitNotice("SignedCleaner 9.0.1: fails on a toy shower with IllegalStateException");
    awaitNotice("it needs package io.bluewake.spi >= 9.0.0 and below 10.0.0, here is 1");
    awaitUse("2.0.7");

    Path file = karaf("etc", PID + "-night.cfg");
    Files.writeString(file, "mark = 42\n");
    awaitNotice("trying mark=42 (was 0, etc/" + PID + "-night.cfg)");
    Files.writeString(file, "mark = 99999\n");
    awaitNotice("etc/" + PID + "-night.cfg: signed.mark: '99999' is not from 0 to 60000");
    type("config:property-set --pid " + PID + "~night mark 43");
    awaitNotice("trying mark=43 (was 42");

    Files.delete(karaf("deploy", "cleaner-2.0.7.jar"));
    awaitUse("1.0.0");
    awaitNotice("SignedCleaner 2.0.7 has gone");
    long id = 0;
    for (org.osgi.framework.Bundle bundle : context.getBundles()) {
      if (bundle.getLocation().endsWith("cleaner-1.0.0.jar")) {
        id = bundle.getBundleId();
      }
    }
    type("bundle:update " + id + " " + work().resolve("cleaner-1.0.9.jar").toUri());
    awaitUse("1.0.9");

    String status = type("bluewake:status");
    assertTrue(status, status.contains("refused: fails on a toy shower"));
    System.setProperty(STOP, "true");
    String ended = run.get(1, TimeUnit.MINUTES);
    assertEquals(ended, "0", ended.substring(0, 1));
  }
}
