package io.bluewake.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The closed loop of the pointing by commands, small; workflows/pointing.sh is the large one. */
class PointingIT {
  /** Telescope, intervals, valid ones, then offsets, each with its scatter if there are several. */
  private static final Pattern ROW =
      Pattern.compile("(?m)^1 +(\\d+) +(\\d+) +(-?[0-9.]+)(?: \\+- [0-9.]+)? +(-?[0-9.]+)");

  @TempDir Path directory;

  private Path simulation(String name, String more) throws IOException {
    return Files.writeString(
        directory.resolve(name),
        "bluewake-simulation: 1\narray: lst-1\nseed: 5\ntriggerTelescopes: 1\n"
            + "pointingErrorDeg: 0.02\nshowersPerSecond: 50\n"
            + more);
  }

  private String run(String... arguments) throws Exception {
    CommandLine.Ended ended = CommandLine.run(directory, arguments);
    assertEquals(0, ended.code(), ended.err());
    return ended.out() + ended.err();
  }

  @Test
  void starsTellWhereTheTelescopeLooksAndImagesAreCorrected() throws Exception {
    // Showers too weak and far to trigger: only the pedestals are left.
    simulation(
        "pedestals.sim",
        """
        showers: 160
        energyMinTeV: 0.002
        energyMaxTeV: 0.002
        coreRadius: 5000
        pedestalEvery: 1
        starMagnitude: 7.5
        """);
    simulation("gamma.sim", "showers: 20\nenergyMinTeV: 1\nenergyMaxTeV: 2\ncoreRadius: 100\n");

    run("calibrate", "--pedestals", "pedestals.sim", "-o", "cal.h5");
    String found =
        run("pointing", "-i", "pedestals.sim", "--monitoring", "cal.h5", "-o", "pointing.h5");
    String corrected =
        run(
            "process",
            "-i",
            "gamma.sim",
            "-o",
            "corrected.h5",
            "--monitoring",
            "pointing.h5",
            "--set",
            "monitoring.hdf5.times=use");
    String plain = run("process", "-i", "gamma.sim", "-o", "plain.h5");

    Matcher row = ROW.matcher(found);
    assertTrue(row.find(), found);
    assertEquals(row.group(1), row.group(2), "all intervals are valid");
    // As the table of truth of this seed says.
    assertEquals(23.5, Double.parseDouble(row.group(3)), 5, found);
    assertEquals(-32.6, Double.parseDouble(row.group(4)), 5, found);
    assertFalse(corrected.contains("pointing"), "no complaint about pointing: " + corrected);
    assertTrue(has("corrected.h5", "pointing_offset_lon"), "pointing in the product");
    assertTrue(has("corrected.h5", "HillasReconstructor_sky_quality"), "sky in the product");
    assertFalse(has("plain.h5", "pointing_offset_lon"), plain);
  }

  /** Whether the name of a column is in a product. */
  private boolean has(String product, String column) throws IOException {
    byte[] bytes = Files.readAllBytes(directory.resolve(product));
    return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).contains(column);
  }
}
