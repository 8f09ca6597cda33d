package io.bluewake.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The command line makes the same products as Karaf. Runs after {@link KarafProcessOSGiTest}, which
 * has left its products in the work directory.
 */
class SameProductsIT {
  private static final Path WORK = Path.of(System.getProperty("bluewake.work"));

  private static void compare(Path input, String name) throws Exception {
    Path karaf = WORK.resolve("karaf-" + name);
    assertTrue(Files.exists(karaf), karaf + " was not made in Karaf");

    CommandLine.Ended ended =
        CommandLine.run(
            WORK,
            "process",
            "-i",
            input.toString(),
            "-o",
            "line-" + name,
            "--images",
            "--overwrite");

    assertEquals(0, ended.code(), ended.err());
    assertEquals(Products.contents(karaf), Products.contents(WORK.resolve("line-" + name)));
  }

  @Test
  void ofMadeUpShowers() throws Exception {
    compare(CommandLine.toy(WORK, 50).toAbsolutePath(), "toy.h5");
  }

  @Test
  void ofRealShowers() throws Exception {
    compare(SharedData.file("simtel/history_meta_75.simtel.zst"), "real.h5");
  }
}
