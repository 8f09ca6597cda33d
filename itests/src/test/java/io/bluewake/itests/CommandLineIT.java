package io.bluewake.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How commands end and what they say, as users and scripts see it. */
class CommandLineIT {
  @TempDir Path directory;

  private CommandLine.Ended run(String... arguments) throws IOException, InterruptedException {
    return CommandLine.run(directory, arguments);
  }

  /** Exit code, exactly one line on standard error with these words, nothing left behind. */
  private void fails(int code, List<String> words, String... arguments)
      throws IOException, InterruptedException {
    CommandLine.Ended ended = run(arguments);

    assertEquals(code, ended.code(), ended.err());
    assertEquals(1, ended.complaints().size(), ended.err());
    for (String word : words) {
      assertTrue(ended.err().contains(word), word + " in: " + ended.err());
    }
    assertFalse(ended.err().contains("Exception"), ended.err());
    assertNothingWritten();
  }

  private void assertNothingWritten() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(List.of(), files.filter(f -> f.toString().contains("out.h5")).toList());
    }
  }

  @Test
  void helpAndVersionArePrintedAndEndWell() throws Exception {
    CommandLine.Ended help = run("--help");
    CommandLine.Ended version = run("--version");
    CommandLine.Ended process = run("process", "--help");

    assertEquals(0, help.code());
    assertTrue(help.out().contains("process") && help.out().contains("merge"), help.out());
    assertEquals("", help.err());
    assertTrue(version.out().matches("bluewake \\d+\\.\\d+\\.\\d+\\s*"), version.out());
    assertTrue(process.out().contains("--telescopes"), process.out());
  }

  @Test
  void wrongUsageEndsWithTwo() throws Exception {
    fails(2, List.of("no command 'proces'"), "proces");
    fails(2, List.of("--inptu"), "process", "-i", "x", "-o", "out.h5", "--inptu", "x");
    fails(2, List.of("--output"), "process", "-i", "x");
    fails(2, List.of("dl3", "dl1 or dl2"), "process", "-i", "x", "-o", "out.h5", "--to", "dl3");
  }

  @Test
  void unknownKeysAndValuesNameTheKeyAndWhatIsAllowed() throws Exception {
    String toy = CommandLine.toy(directory, 1).toString();
    fails(
        2,
        List.of("clean.plugin", "tailcutz", "tailcuts"),
        "process",
        "-i",
        toy,
        "-o",
        "out.h5",
        "--set",
        "clean.plugin=tailcutz");
    fails(
        2,
        List.of("picturPe", "picturePe"),
        "process",
        "-i",
        toy,
        "-o",
        "out.h5",
        "--set",
        "clean.picturPe=8");
    Path profile =
        Files.writeString(
            directory.resolve("mine.yaml"), "extends: cat-c\npipeline: mine\nclena: tailcuts\n");
    fails(
        2,
        List.of("mine.yaml:3", "clena", "clean"),
        "process",
        "-i",
        toy,
        "-o",
        "out.h5",
        "--profile",
        profile.toString());
  }

  @Test
  void missingEmptyAndForeignInputsNameFileAndPlace() throws Exception {
    Path empty = Files.write(directory.resolve("empty.simtel.zst"), new byte[0]);
    byte[] noise = new byte[5000];
    new Random(3).nextBytes(noise);
    Path garbage = Files.write(directory.resolve("noise.simtel.gz"), noise);
    Path text = Files.writeString(directory.resolve("text.simtel"), "no telescope data\n");

    fails(
        1,
        List.of("absent.simtel", "no such file"),
        "process",
        "-i",
        "absent.simtel",
        "-o",
        "out.h5");
    fails(
        1,
        List.of("empty.simtel.zst", "byte 0"),
        "process",
        "-i",
        empty.toString(),
        "-o",
        "out.h5");
    fails(
        1,
        List.of("noise.simtel.gz", "byte 0"),
        "process",
        "-i",
        garbage.toString(),
        "-o",
        "out.h5");
    fails(1, List.of("text.simtel", "format"), "process", "-i", text.toString(), "-o", "out.h5");
    fails(
        1,
        List.of("nothing-*.zst", "no file matches"),
        "process",
        "-i",
        "nothing-*.zst",
        "-o",
        "out.h5");
  }

  @Test
  void truncatedInputNamesByteAndObject() throws Exception {
    byte[] whole = Files.readAllBytes(SharedData.file("simtel/calib_events.simtel.gz"));
    Path cut =
        Files.write(directory.resolve("cut.simtel.gz"), Arrays.copyOf(whole, whole.length * 3 / 4));

    fails(
        1,
        List.of("cut.simtel.gz", "byte "),
        "process",
        "-i",
        cut.toString(),
        "-o",
        "out.h5",
        "--set",
        "source.focalLength=equivalent");
  }

  @Test
  void productsAreNeverOverwrittenUnasked() throws Exception {
    String toy = CommandLine.toy(directory, 1).toString();
    Path product = Files.writeString(directory.resolve("mine.h5"), "precious");

    CommandLine.Ended refused = run("process", "-i", toy, "-o", "mine.h5");
    String kept = Files.readString(product);
    CommandLine.Ended allowed = run("process", "-i", toy, "-o", "mine.h5", "--overwrite");

    assertEquals(1, refused.code());
    assertTrue(refused.err().contains("--overwrite"), refused.err());
    assertEquals("precious", kept);
    assertEquals(0, allowed.code(), allowed.err());
    assertTrue(Files.size(product) > 1000);
  }

  @Test
  void outputsThatCannotBeWrittenEndWithOne() throws Exception {
    String toy = CommandLine.toy(directory, 1).toString();

    fails(1, List.of("nowhere"), "process", "-i", toy, "-o", "nowhere/out.h5");
    fails(1, List.of("/proc"), "process", "-i", toy, "-o", "/proc/out.h5");
    fails(2, List.of("out.xyz", ".h5"), "process", "-i", toy, "-o", "out.xyz");
  }

  @Test
  void aPluginThatRefusesItsOptionsIsToldInOneLine() throws Exception {
    fails(
        2,
        List.of("write/zfits", "no scheme 'best'", "zstd19"),
        "simulate",
        "-o",
        "set.zfits",
        "--events",
        "1",
        "--writer",
        "compression=best");
  }

  @Test
  void processedEventsGoIntoProductAndProvenance() throws Exception {
    String toy = CommandLine.toy(directory, 20).toString();

    CommandLine.Ended ended =
        run(
            "process",
            "-i",
            toy,
            "-o",
            "a.h5",
            "--images",
            "--log-file",
            "log.txt",
            "--provenance",
            "record.json");
    CommandLine.Ended info = run("info", "--json", "a.h5");

    assertEquals(0, ended.code(), ended.err());
    assertEquals("", ended.out());
    String record = Files.readString(directory.resolve("record.json"));
    assertTrue(record.contains("\"status\": \"completed\""), record);
    assertTrue(record.contains("\"slot\": \"clean/"), record);
    assertTrue(Files.readString(directory.resolve("log.txt")).contains("first event"));
    assertEquals(0, info.code(), info.err());
    assertTrue(Products.contents(directory.resolve("a.h5")).size() > 10);
  }

  @Test
  void failedRunsSayInTheirRecordHowTheyEnded() throws Exception {
    CommandLine.Ended ended =
        run("process", "-i", "absent", "-o", "out.h5", "--provenance", "record.json");

    assertEquals(1, ended.code());
    String record = Files.readString(directory.resolve("record.json"));
    assertTrue(record.contains("\"status\": \"failed\""), record);
    assertTrue(record.contains("\"exitCode\": 1"), record);
    assertTrue(record.contains("no such file"), record);
  }

  @Test
  void productsDoNotDependOnTheNumberOfThreads() throws Exception {
    String toy = CommandLine.toy(directory, 40).toString();

    CommandLine.Ended one =
        run(
            "process",
            "-i",
            toy,
            "-o",
            "one.h5",
            "--threads",
            "1",
            "--set",
            "engine.batchEvents=7");
    CommandLine.Ended four =
        run(
            "process",
            "-i",
            toy,
            "-o",
            "four.h5",
            "--threads",
            "4",
            "--set",
            "engine.batchEvents=7");

    assertEquals(0, one.code(), one.err());
    assertEquals(0, four.code(), four.err());
    assertEquals(
        Products.contents(directory.resolve("one.h5")),
        Products.contents(directory.resolve("four.h5")));
  }

  @Test
  void interruptedRunsLeaveNoProductAndEndWith130() throws Exception {
    String toy = CommandLine.toy(directory, 10_000_000).toString();
    Path err = directory.resolve("err.txt");
    Process process =
        CommandLine.start(
            directory,
            directory.resolve("stdout.txt"),
            err,
            "process",
            "-i",
            toy,
            "-o",
            "out.h5",
            "--log-file",
            "log.txt",
            "--provenance",
            "record.json");
    waitFor(directory.resolve("log.txt"), "first event");

    process.destroy();

    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    assertEquals(130, process.exitValue(), Files.readString(err));
    // It was asked and went; who does not react is interrupted instead.
    assertEquals("bluewake: cancelled", Files.readString(err).strip());
    assertNothingWritten();
    String record = Files.readString(directory.resolve("record.json"));
    assertTrue(record.contains("\"status\": \"interrupted\""), record);
  }

  private static void waitFor(Path file, String text) throws Exception {
    for (int i = 0; i < 600; i++) {
      if (Files.exists(file) && Files.readString(file).contains(text)) {
        return;
      }
      Thread.sleep(100);
    }
    throw new IOException("no '" + text + "' in " + file);
  }

  @Test
  void pluginsAndProfilesAreListedAndExplained() throws Exception {
    CommandLine.Ended plugins = run("plugins");
    CommandLine.Ended json = run("plugins", "--json", "tailcuts");
    CommandLine.Ended explain =
        run("profile", "explain", "cat-c", "--set", "clean.for.LST*.picturePe=8.5");
    CommandLine.Ended diff = run("profile", "diff", "cat-c", "sag");

    assertTrue(plugins.out().contains("tailcuts"), plugins.out());
    assertTrue(json.out().contains("\"picturePe\""), json.out());
    assertEquals(0, explain.code(), explain.err());
    assertTrue(explain.out().contains("picturePe: 8.5  # --set"), explain.out());
    assertEquals(0, diff.code(), diff.err());
    assertTrue(diff.out().contains(" -> "), diff.out());
  }

  @Test
  void jarsInDeployAreUsedAndBrokenOnesAreReported() throws Exception {
    Path deploy = CommandLine.home().resolve("deploy");
    Path newer = deploy.resolve("newer-tailcuts.jar");
    Path broken = deploy.resolve("broken.jar");
    Path input = CommandLine.toy(directory, 3);
    try {
      Files.write(newer, TestBundles.version(TestBundles.shipped("cleaning-tailcuts"), "9.9.9"));
      Files.writeString(broken, "no bundle");
      CommandLine.Ended plugins = run("plugins");
      CommandLine.Ended process = run("process", "-i", input.toString(), "-o", "out.h5");

      assertEquals(0, plugins.code(), plugins.err());
      assertTrue(plugins.out().contains("9.9.9"), plugins.out());
      assertEquals(1, plugins.complaints().size(), plugins.err());
      assertTrue(plugins.err().contains("broken.jar is not used"), plugins.err());
      assertEquals(0, process.code(), process.err());
      assertTrue(Files.exists(directory.resolve("out.h5")));
    } finally {
      Files.deleteIfExists(newer);
      Files.deleteIfExists(broken);
    }
    assertFalse(run("plugins").out().contains("9.9.9"));
  }
}
