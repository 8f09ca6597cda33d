package io.bluewake.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.codec.hdf5.Hdf5File;
import io.bluewake.codec.hdf5.TableSchema;
import io.bluewake.model.Column;
import io.bluewake.model.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  /** Showers too weak and far to trigger: only the pedestals are left. */
  private static final String PEDESTALS =
      """
      showers: 160
      energyMinTeV: 0.002
      energyMaxTeV: 0.002
      coreRadius: 5000
      pedestalEvery: 1
      starMagnitude: 7.5
      """;

  private static final String GAMMAS =
      "showers: 20\nenergyMinTeV: 1\nenergyMaxTeV: 2\ncoreRadius: 100\n";

  @Test
  void starsTellWhereTheTelescopeLooksAndImagesAreCorrected() throws Exception {
    simulation("pedestals.sim", PEDESTALS);
    simulation("gamma.sim", GAMMAS);

    run("calibrate", "--pedestals", "pedestals.sim", "-o", "cal.h5");
    String found =
        run("pointing", "-i", "pedestals.sim", "--monitoring", "cal.h5", "-o", "pointing.h5");
    String corrected = process("gamma.sim", "corrected.h5", "--monitoring", "pointing.h5");
    String plain = process("gamma.sim", "plain.h5");

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

    parametersThatAreReadAreCorrectedOnce();
  }

  private String process(String in, String out, String... more) throws Exception {
    List<String> all = new ArrayList<>(List.of("process", "-i", in, "-o", out));
    all.addAll(List.of(more));
    all.addAll(List.of("--set", "monitoring.hdf5.times=use"));
    return run(all.toArray(String[]::new));
  }

  /** In one go, or the corrections at the second step, or at both: all the same. */
  private void parametersThatAreReadAreCorrectedOnce() throws Exception {
    process("gamma.sim", "late.dl1.h5", "--to", "dl1");
    String late = process("late.dl1.h5", "late.h5", "--monitoring", "pointing.h5");
    assertTrue(late.contains("read and corrected for the pointing: 20"), late);
    process("gamma.sim", "early.dl1.h5", "--to", "dl1", "--monitoring", "pointing.h5");
    String both = process("early.dl1.h5", "both.h5", "--monitoring", "pointing.h5");
    assertTrue(both.contains("corrected for the pointing before, not again: 20"), both);
    process("early.dl1.h5", "early.h5");
    for (String file : List.of("late.h5", "both.h5", "early.h5")) {
      same(file, "/dl1/event/telescope/parameters/tel_001");
      same(file, "/dl1/event/telescope/pointing/tel_001");
      if (!file.equals("early.h5")) {
        same(file, "/dl2/event/subarray/sky/HillasReconstructor");
      }
    }
    assertEquals(20, sum("late.h5", "pointing_corrected"), "said to be corrected");
  }

  private Table table(String file, String path) throws IOException {
    try (Hdf5File h = Hdf5File.open(directory.resolve(file))) {
      return TableSchema.readAll(h.table(path).orElseThrow(() -> new IOException(file + path)));
    }
  }

  private double sum(String file, String column) throws IOException {
    Table t = table(file, "/dl1/event/telescope/pointing/tel_001");
    double sum = 0;
    for (int row = 0; row < t.rows(); row++) {
      sum += t.getDouble(row, t.schema().column(column));
    }
    return sum;
  }

  private void same(String file, String path) throws IOException {
    Table one = table("corrected.h5", path);
    Table other = table(file, path);
    assertEquals(one.rows(), other.rows(), path);
    for (Column c : one.schema().columns()) {
      for (int row = 0; row < one.rows(); row++) {
        double expected = one.getDouble(row, c);
        double found = other.getDouble(row, other.schema().column(c.name()));
        assertEquals(expected, found, 0, file + " " + c.name());
      }
    }
  }

  @Test
  void aBendingModelIsFittedToPositionsInTwoDirectionsAndApplied() throws Exception {
    String[] azimuths = {"180", "270"};
    for (String azimuth : azimuths) {
      String name = "stars" + azimuth;
      simulation(name + ".sim", PEDESTALS + "azimuthDeg: " + azimuth + "\n");
      run("calibrate", "--pedestals", name + ".sim", "-o", name + ".cal.h5");
      run("pointing", "-i", name + ".sim", "--monitoring", name + ".cal.h5", "-o", name + ".h5");
    }
    String[] fit = {
      "pointing", "--bending", "-i", "stars180.sim", "--monitoring", "stars180.h5",
      "--monitoring", "stars270.h5", "--set", "sense.bending.terms=[IE,CA]", "-o", "bending.h5"
    };
    String found = run(fit);
    Matcher terms =
        Pattern.compile("(?m)^1 +2 .* IE=(\\S+) \\+- \\S+  CA=(\\S+) \\+- \\S+$").matcher(found);
    assertTrue(terms.find(), found);
    // The axis is off by the same in all directions, which is what these two terms do.
    assertEquals(-32.6, Double.parseDouble(terms.group(1)), 5, found);
    assertEquals(23.5, Double.parseDouble(terms.group(2)), 5, found);

    simulation("gamma.sim", GAMMAS + "azimuthDeg: 220\n");
    process("gamma.sim", "bent.h5", "--monitoring", "bending.h5");
    assertEquals(20, sum("bent.h5", "pointing_corrected"));
    double lon = Double.parseDouble(terms.group(2)) / 3600;
    assertEquals(20 * lon, sum("bent.h5", "pointing_offset_lon"), 1e-4);

    badBendingModels();
  }

  private void badBendingModels() throws Exception {
    String[] call = {"pointing", "--bending", "-i", "stars180.sim", "-o", "x.h5"};
    refused(1, "no bending model", call, "--monitoring", "stars180.cal.h5");
    refused(1, "no monitoring data of a supported format", call, "--monitoring", "stars180.sim");
    refused(1, "missing.h5", call, "--monitoring", "missing.h5");
    refused(2, "--monitoring", call);
    String[] terms = {"--monitoring", "stars180.h5", "--set", "sense.bending.terms=[XX]"};
    refused(2, "XX", call, terms);
    refused(
        2,
        "errorArcsec",
        call,
        "--monitoring",
        "stars180.h5",
        "--set",
        "sense.bending.errorArcsec=0");
    assertFalse(Files.exists(directory.resolve("x.h5")));
    refused(
        1,
        "bending.h5",
        new String[] {"pointing", "-i", "stars180.sim", "-o", "bending.h5"},
        "--monitoring",
        "stars180.cal.h5");
  }

  private void refused(int code, String why, String[] call, String... more) throws Exception {
    List<String> all = new ArrayList<>(List.of(call));
    all.addAll(List.of(more));
    CommandLine.Ended ended = CommandLine.run(directory, all.toArray(String[]::new));
    assertEquals(code, ended.code(), all + ended.err());
    assertEquals(1, ended.complaints().size(), all + ended.err());
    assertTrue(ended.complaints().get(0).contains(why), all + ended.err());
  }

  /** Whether the name of a column is in a product. */
  private boolean has(String product, String column) throws IOException {
    byte[] bytes = Files.readAllBytes(directory.resolve(product));
    return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).contains(column);
  }
}
