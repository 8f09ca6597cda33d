package io.bluewake.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.codec.hdf5.Hdf5File;
import io.bluewake.codec.hdf5.TableSchema;
import io.bluewake.model.Column;
import io.bluewake.model.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From simulated calibration events to coefficients and back, by the commands that users type. */
class CalibrationIT {
  private static final String CAMERA = "/dl1/monitoring/telescope/calibration/camera/";

  @TempDir Path directory;

  private void run(String... arguments) throws Exception {
    CommandLine.Ended ended = CommandLine.run(directory, arguments);
    assertEquals(0, ended.code(), ended.err());
  }

  private Table table(String file, String ending) throws IOException {
    try (Hdf5File h = Hdf5File.open(directory.resolve(file))) {
      String path =
          h.tables().keySet().stream().filter(p -> p.endsWith(ending)).findFirst().orElseThrow();
      return TableSchema.readAll(h.table(path).orElseThrow());
    }
  }

  private static double median(double[] values) {
    double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static double rms(double[] values, double around) {
    return Math.sqrt(
        Arrays.stream(values)
            .filter(Double::isFinite)
            .map(v -> (v - around) * (v - around))
            .average()
            .orElse(Double.NaN));
  }

  @Test
  void whatWasSimulatedIsRecoveredAndApplied() throws Exception {
    run(
        "simulate",
        "-o",
        "c.simtel.zst",
        "--array",
        "lst-1",
        "--events",
        "300",
        "--seed",
        "5",
        "--set",
        "energyMinTeV=0.02",
        "--set",
        "energyMaxTeV=0.03",
        "--set",
        "flatfieldEvery=1",
        "--set",
        "pedestalEvery=1",
        "--set",
        "showersPerSecond=10",
        "--set",
        "gainSpread=0.05",
        "--set",
        "pixelDelayNs=1");
    String excess = "flatfield:coefficients.excess-noise.";
    run(
        "calibrate",
        "-i",
        "c.simtel.zst",
        "-o",
        "c.h5",
        "--raw",
        "--set",
        excess + "squaredExcessNoise=1.1225",
        "--set",
        excess + "quadraticNoise=0.03");

    coefficientsAreThoseOfTheTruth();
    theNightSkyIsThatOfTheSimulation();

    run(
        "process",
        "-i",
        "c.simtel.zst",
        "-o",
        "c.dl1.h5",
        "--to",
        "dl1",
        "--images",
        "--no-parameters",
        "--monitoring",
        "c.h5",
        "--set",
        "calibrate.counts=true",
        "--set",
        "source.skipCalibrationEvents=false",
        "--set",
        "extract.plugin=local-peak-window-sum",
        "--set",
        "extract.windowWidth=12",
        "--set",
        "extract.windowShift=5");
    Table images = table("c.dl1.h5", "/dl1/event/telescope/images/tel_001");
    Column image = images.schema().column("image");
    double[] charge = new double[image.elements()];
    for (int p = 0; p < charge.length; p++) {
      // The first event is a flat field.
      charge[p] = images.getElement(0, image, p);
    }
    assertEquals(80, median(charge), 8, "p.e. of a flash");
  }

  private void coefficientsAreThoseOfTheTruth() throws IOException {
    Table truth = table("c.simtel.zst.truth.h5", "pixels/tel_001");
    Table found = table("c.h5", CAMERA + "coefficients/tel_001");
    assertEquals(1, found.rows());
    int pixels = truth.rows();
    double[] factor = new double[pixels];
    double[] pedestal = new double[pixels];
    double[] time = new double[pixels];
    int outliers = 0;
    for (int p = 0; p < pixels; p++) {
      boolean broken = truth.getLong(p, truth.schema().column("broken")) != 0;
      boolean outlier = found.getElement(0, found.schema().column("outlier_mask"), p) != 0;
      outliers += outlier ? 1 : 0;
      assertTrue(outlier || !broken, "broken pixel " + p);
      factor[p] = outlier ? Double.NaN : ratio(found, "factor", truth, "pe_per_adc", p);
      pedestal[p] = outlier ? Double.NaN : ratio(found, "pedestal_offset", truth, "pedestal", p);
      time[p] =
          outlier
              ? Double.NaN
              : found.getElement(0, found.schema().column("time_shift"), p)
                  - truth.getDouble(p, truth.schema().column("delay"));
    }
    assertTrue(outliers < 20, outliers + " outliers");
    assertEquals(1, median(factor), 0.01, "factor of the camera");
    assertTrue(rms(factor, median(factor)) < 0.012, "factors of pixels");
    assertEquals(1, median(pedestal), 0.01);
    assertTrue(rms(pedestal, 1) < 0.01, "pedestals");
    assertTrue(rms(time, median(time)) < 0.05, "times of pixels: " + rms(time, median(time)));
    assertTrue(
        Arrays.stream(time)
            .filter(Double::isFinite)
            .allMatch(t -> Math.abs(t - median(time)) < 0.2),
        "every time");
  }

  /** The dark sky of an LST has 0.24 photo-electrons per ns and pixel. */
  private void theNightSkyIsThatOfTheSimulation() throws IOException {
    Table sky = table("c.h5", CAMERA + "pixel_statistics/night_sky/tel_001");
    assertEquals(1, sky.rows());
    Column rate = sky.schema().column("nsb_rate");
    double[] high = new double[rate.elements() / 2];
    int stars = 0;
    for (int p = 0; p < high.length; p++) {
      high[p] = sky.getElement(0, rate, p);
      stars += sky.getElement(0, sky.schema().column("star_mask"), p) != 0 ? 1 : 0;
    }
    assertEquals(0.24, median(high), 0.015);
    assertTrue(rms(high, median(high)) < 0.03, "pixels: " + rms(high, median(high)));
    assertEquals(0, stars);
  }

  @Test
  void statisticsAreTakenAgainAroundChunksThatAreNotValid() throws Exception {
    run(
        "simulate",
        "-o",
        "d.simtel.zst",
        "--array",
        "lst-1",
        "--events",
        "60",
        "--seed",
        "6",
        "--set",
        "energyMinTeV=0.02",
        "--set",
        "energyMaxTeV=0.03",
        "--set",
        "pedestalEvery=1",
        "--set",
        "showersPerSecond=1",
        "--set",
        "nightSkyStepAtS=38",
        "--set",
        "nightSkyStepFactor=9");
    Path mine = directory.resolve("mine.yaml");
    Files.write(
        mine,
        List.of(
            "extends: calibrate-pedestal",
            "pipeline: mine",
            "outliers:",
            "  - { plugin: range, columns: [std], low: 0, high: 4 }"));
    run(
        "calibrate",
        "-i",
        "d.simtel.zst",
        "-o",
        "d.h5",
        "--no-variance",
        "--pedestal-profile",
        mine.toString(),
        "--chunk-events",
        "20",
        "--chunk-shift",
        "5");

    Table statistics = table("d.h5", CAMERA + "pixel_statistics/sky_pedestal_image/tel_001");
    Set<List<Long>> chunks = new LinkedHashSet<>();
    int invalid = 0;
    long before = 0;
    for (int r = 0; r < statistics.rows(); r++) {
      long first = statistics.getLong(r, statistics.schema().column("event_id_start"));
      long last = statistics.getLong(r, statistics.schema().column("event_id_end"));
      assertTrue(first >= before, "in order of time");
      before = first;
      assertTrue(chunks.add(List.of(first, last)), "once: " + first);
      boolean valid = statistics.getLong(r, statistics.schema().column("is_valid")) != 0;
      invalid += valid ? 0 : 1;
    }
    assertEquals(6, chunks.size(), "three, and three with overlap: " + chunks);
    assertTrue(invalid > 0 && invalid < 6, invalid + " not valid");
  }

  private static double ratio(Table a, String of, Table b, String by, int pixel) {
    return a.getElement(0, a.schema().column(of), pixel)
        / b.getDouble(pixel, b.schema().column(by));
  }

  @Test
  void filesWithoutWhatIsNeededAreRefusedInOneLine() throws Exception {
    Path toy = CommandLine.toy(directory, 5);
    CommandLine.Ended none =
        CommandLine.run(directory, "calibrate", "-i", toy.toString(), "-o", "none.h5", "--quiet");
    assertEquals(1, none.code());
    assertTrue(none.err().contains("no calibration events"), none.err());
    CommandLine.Ended foreign =
        CommandLine.run(
            directory,
            "process",
            "-i",
            toy.toString(),
            "-o",
            "x.h5",
            "--monitoring",
            toy.toString());
    assertEquals(1, foreign.code());
    assertTrue(foreign.err().contains("no monitoring data of a supported format"), foreign.err());
    CommandLine.Ended usage = CommandLine.run(directory, "calibrate", "-o", "x.h5");
    assertEquals(2, usage.code());
    assertEquals(1, usage.complaints().size(), usage.err());
  }
}
