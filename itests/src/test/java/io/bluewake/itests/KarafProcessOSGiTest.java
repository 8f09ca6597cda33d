package io.bluewake.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.bluewake.commands.CommandRunner;
import io.bluewake.commands.Console;
import io.bluewake.engine.CancelToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.inject.Inject;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * The commands inside Karaf, on the distribution as it is shipped. Its products are compared with
 * those of the command line by {@link SameProductsIT}.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class KarafProcessOSGiTest {
  @Inject private CommandRunner runner;
  @Inject private SessionFactory shell;
  @Inject private BundleContext context;

  /** The distribution, without console. */
  @Configuration
  public Option[] configuration() throws IOException {
    return KarafOptions.distribution("exam");
  }

  private int run(ByteArrayOutputStream err, String... arguments) {
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    return runner.run(
        List.of(arguments),
        new Console(stream, stream, false, Console.DEFAULT_COLUMNS),
        new CancelToken());
  }

  private static Path work(String name) {
    return Path.of(System.getProperty("bluewake.work")).resolve(name);
  }

  @Test
  public void madeUpShowersAreProcessed() throws IOException {
    Path toy = CommandLine.toy(work(""), 50);
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    int code =
        run(
            err,
            "process",
            "-i",
            toy.toString(),
            "-o",
            work("karaf-toy.h5").toString(),
            "--images",
            "--overwrite");

    assertEquals(err.toString(StandardCharsets.UTF_8), CommandRunner.DONE, code);
  }

  @Test
  public void realShowersAreProcessed() throws IOException {
    Path file =
        Path.of(System.getProperty("bluewake.data")).resolve("simtel/history_meta_75.simtel.zst");
    org.junit.Assume.assumeTrue(Files.exists(file));
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    int code =
        run(
            err,
            "process",
            "-i",
            file.toString(),
            "-o",
            work("karaf-real.h5").toString(),
            "--images",
            "--overwrite");

    assertEquals(err.toString(StandardCharsets.UTF_8), CommandRunner.DONE, code);
  }

  @Test
  public void theShellHasTheCommandsWithTheirOptions() throws Exception {
    String text =
        AsUser.types(
            shell,
            "viewer",
            "bluewake:plugins --json tailcuts",
            "bluewake:status",
            "bluewake:describe fact",
            "bluewake:explain sag",
            "bluewake:why");

    assertTrue(text, text.contains("\"picturePe\""));
    assertTrue(text, text.contains("no pipeline is running"));
    assertTrue(text, text.contains("timeLimitNs"));
    assertTrue(text, text.contains("ready, in no slot"));
    assertTrue(text, text.contains("plugin: local-peak-window-sum  # sag.yaml:"));
    assertTrue(text, text.contains("nothing is held back"));
  }

  @Test
  public void namesAndValuesAreCompleted() {
    assertEquals(
        List.of("engine.swap=batch", "engine.swap=never", "engine.swap=observation"),
        runner.complete("run", List.of("-i", "a", "--set"), "engine.swap="));
    assertEquals(
        List.of("clean.keepIsolatedPixels=true"),
        runner.complete("process", List.of("--set"), "clean.keepIsolatedPixels=t"));
    assertEquals(
        List.of("clean.plugin=tailcuts", "clean.plugin=time-constrained"),
        runner.complete("process", List.of("--set"), "clean.plugin=t"));
    assertTrue(runner.complete("plugins", List.of(), "cl").contains("clean"));
    assertEquals(List.of("cat-b", "cat-b-nsb"), runner.complete("explain", List.of(), "cat-b"));
  }

  @Test
  public void whatIsNotThereIsSaid() throws Exception {
    String text =
        AsUser.types(
            shell,
            "manager",
            "bluewake:stop",
            "bluewake:stop nosuch",
            "bluewake:why nosuch",
            "bluewake:plugins clean",
            "bluewake:plugins nosuch");

    assertTrue(text, text.startsWith("no pipeline is running"));
    assertTrue(text, text.contains("no pipeline 'nosuch' is running; none is"));
    assertTrue(text, text.contains("nothing that has one of [nosuch] in its name is held back"));
    assertTrue(text, text.matches("(?s).*clean +tailcuts +0.*"));
    assertFalse(text, text.contains("parameters  "));
    assertTrue(text, text.contains("no plug-in 'nosuch'"));
  }

  @Test
  public void plugInsAreTriedAgainstEachOther() throws Exception {
    String text =
        AsUser.types(
            shell,
            "manager",
            "bluewake:try mars --against tailcuts --events 40",
            "bluewake:try variance --against full-waveform-sum --events 5",
            "bluewake:try hillas --against tailcuts");

    // MARS adds a ring of pixels to what the tail cuts keep, and takes none away.
    assertTrue(text, text.matches("(?s).*of this one only +[1-9][0-9]* +0\\R.*"));
    assertTrue(text, text.contains("bytes allocated per image"));
    assertTrue(text, text.contains("equal in 0"));
    assertTrue(text, text.contains("do different things"));
  }

  @Test
  public void runsInTheBackgroundAreWatchedExplainedAndStopped() throws Exception {
    Path toy = Files.writeString(work("long.toy"), "bluewake-toy: 1\nseed: 7\nevents: 10000000\n");
    Path product = work("long.h5");

    String text =
        AsUser.types(
            shell,
            "admin",
            "bluewake:run -i " + toy + " -o " + product + " --overwrite --set clean.picturePe=9");
    String name = text.substring(0, text.indexOf(" has begun"));
    for (int i = 0; i < 300 && !text.contains("clean/"); i++) {
      Thread.sleep(100);
      text = AsUser.types(shell, "viewer", "bluewake:status");
    }
    assertTrue(text, text.contains("RUNNING"));
    text = AsUser.types(shell, "viewer", "bluewake:explain " + name);
    assertTrue(text, text.contains("picturePe: 9  # --set"));
    text = AsUser.types(shell, "manager", "bluewake:stop " + name);
    assertTrue(text, text.contains("stopping " + name));
    for (int i = 0; i < 300 && !text.contains("ENDED"); i++) {
      Thread.sleep(100);
      text = AsUser.types(shell, "viewer", "bluewake:status");
    }
    assertTrue(text, text.contains(name + "  130"));
    assertTrue(Files.notExists(product));
  }

  @Test
  public void aPlugInWhoseApiIsMissingIsExplained() throws Exception {
    Bundle broken =
        context.installBundle(
            "test:broken",
            EmptyBundles.importing("org.example.broken", "io.bluewake.spi,org.example.nowhere"));
    try {
      String text = AsUser.types(shell, "viewer", "bluewake:why");
      assertTrue(text, text.contains("bundle org.example.broken"));
      assertTrue(text, text.contains("org.example.nowhere"));
    } finally {
      broken.uninstall();
    }
  }

  @Test
  public void changesAreForAdminsOnly() throws Exception {
    for (String role : List.of("viewer", "manager", "nobody")) {
      for (String line :
          List.of(
              "bundle:install file:/tmp/x.jar",
              "bundle:update 1",
              "bundle:stop 1",
              "feature:install bluewake-sag",
              "feature:repo-add file:/tmp/x.xml",
              "config:property-set -p io.bluewake.shell inputRoots /",
              "config:list",
              "system:property a b",
              "system:shutdown -f",
              "shell:exec ls",
              "shell:cat /etc/hostname",
              "shell:new java.io.File /tmp",
              "shell:echo x > /tmp/bluewake-redirect",
              "jaas:realm-list",
              "bluewake:demo")) {
        String text = AsUser.types(shell, role, line);
        assertTrue(role + " " + line + ": " + text, text.startsWith("refused: "));
      }
    }
    assertTrue(Files.notExists(Path.of("/tmp/bluewake-redirect")));
    for (String command : List.of("run", "process", "calibrate", "pointing", "simulate", "merge")) {
      String line = "bluewake:" + command + " -o b";
      assertTrue(line, AsUser.types(shell, "viewer", line).startsWith("refused: "));
    }
    assertTrue(AsUser.types(shell, "nobody", "bluewake:status").startsWith("refused: "));
  }

  @Test
  public void filesOutsideOfTheRootsAreRefused() throws Exception {
    for (String line :
        List.of(
            "bluewake:info /etc/hostname",
            "bluewake:profile show /etc/hostname",
            "bluewake:profile explain cat-c --set clean.file=/etc/hostname",
            "bluewake:plugins --log-file /tmp/bluewake-log",
            "bluewake:plugins --provenance /tmp/bluewake-log",
            "bluewake:run -i /etc/hostname -o /tmp/bluewake.h5",
            "bluewake:calibrate -i /etc/hostname -o /tmp/bluewake.h5",
            "bluewake:calibrate --pedestals /etc/hostname -o /tmp/bluewake.h5",
            "bluewake:calibrate --flatfields /etc/hostname -o /tmp/bluewake.h5",
            "bluewake:pointing -i /etc/hostname --monitoring x.h5 -o /tmp/bluewake.h5",
            "bluewake:run -i x --monitoring /etc/hostname -o x.h5",
            "bluewake:simulate -o /tmp/bluewake.simtel.zst",
            "bluewake:merge -o /tmp/bluewake.h5 /tmp/x.h5")) {
      String text = AsUser.types(shell, "manager", line);
      assertTrue(line + ": " + text, text.contains("you may use"));
    }
    assertTrue(Files.notExists(Path.of("/tmp/bluewake-log")));
  }

  @Test
  public void nobodyLogsInWithADefaultPassword() throws Exception {
    for (String user : List.of("karaf", "admin", "root")) {
      LoginContext login =
          new LoginContext(
              "karaf",
              callbacks -> {
                ((NameCallback) callbacks[0]).setName(user);
                ((PasswordCallback) callbacks[1]).setPassword("karaf".toCharArray());
              });
      assertThrows(LoginException.class, login::login);
    }
  }

  @Test
  public void configurationsOfAPipelineAreGoneWhenItHasEnded() throws Exception {
    Path toy = CommandLine.toy(work(""), 5);
    run(
        new ByteArrayOutputStream(),
        "process",
        "-i",
        toy.toString(),
        "-o",
        work("gone.h5").toString(),
        "--overwrite");

    String text = AsUser.types(shell, "admin", "config:list \"(pipeline.name=*)\"");
    assertEquals("", text.replaceAll("\\s", ""));
  }
}
