package io.bluewake.source.eventio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.codec.CompressedInput;
import io.bluewake.model.Camera;
import io.bluewake.model.CameraBatch;
import io.bluewake.model.EventBatch;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.Table;
import io.bluewake.model.Telescope;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.EventSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real files against the numbers of pyeventio and ctapipe, made by {@code expected.py}. */
class RealFilesTest {
  private static final int SUBARRAY = 32;

  static Path file(String name) {
    Path path =
        Path.of(System.getProperty("bluewake.data", "none")).resolve("simtel").resolve(name);
    Assumptions.assumeTrue(Files.isReadable(path), "real files are not here");
    return path;
  }

  static SimtelSource open(String name, boolean skipCalibration) throws IOException {
    boolean effective = name.contains("history_meta") || name.contains("gamma_prod6");
    InputStream bytes = CompressedInput.open(file(name));
    return new SimtelSource(
        name,
        bytes,
        EventSource.Request.ALL,
        new SimtelOptions(effective, true, skipCalibration, -1, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aux_traces_2030.simtel.zst",
        "calib_events.simtel.gz",
        "extracted_pedestals.simtel.zst",
        "gamma_merged.simtel.gz",
        "gamma_prod6_tel_event_header_v4.simtel.zst",
        "history_meta_75.simtel.zst",
        "lst_muons.simtel.zst",
        "lst_with_photons.simtel.zst",
        "n_hv_disabled.simtel.gz",
        "prod4_pixelsettings_v3.gz",
        "test_lasercal_v3.simtel.gz"
      })
  void everythingIsAsInThePeers(String name) throws IOException {
    List<String[]> expected = expected(name);
    List<String> found = new ArrayList<>();
    try (SimtelSource source = open(name, false)) {
      describeArray(source, found);
      Map<Integer, List<String>> byKind = new HashMap<>();
      byKind.put(0, new ArrayList<>());
      byKind.put(1, new ArrayList<>());
      EventBatch batch = batch(source);
      while (next(source, batch, 3)) {
        describeEvents(source, batch, byKind);
      }
      found.addAll(byKind.get(0));
      source.showerDistribution().ifPresent(t -> found.add(distribution(t)));
      found.addAll(byKind.get(1));
    }

    assertEquals(expected.size(), found.size(), () -> String.join("\n", found));
    for (int i = 0; i < found.size(); i++) {
      compare(expected.get(i), found.get(i).split(" "));
    }
  }

  private static void compare(String[] expected, String[] found) {
    String all = String.join(" ", expected) + "\n" + String.join(" ", found);
    assertEquals(expected.length, found.length, all);
    for (int i = 0; i < found.length; i++) {
      if (!expected[i].equals(found[i])) {
        double e = Double.parseDouble(expected[i].equals("nan") ? "NaN" : expected[i]);
        double f = Double.parseDouble(found[i]);
        boolean integer = expected[i].matches("-?\\d+");
        // A quarter of a nanosecond may round the other way: ctapipe counts in days.
        double tolerance = integer ? 1 : 1e-6 * Math.abs(e) + 1e-9;
        boolean rounding = !integer || Math.abs(e) > 1e8;
        assertTrue(
            Double.compare(e, f) == 0 || rounding && Math.abs(e - f) <= tolerance,
            () -> "value " + all);
      }
    }
  }

  private static List<String[]> expected(String name) throws IOException {
    List<String[]> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                RealFilesTest.class.getResourceAsStream("expected.txt"), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith(name + " ")) {
          lines.add(line.substring(name.length() + 1).split(" "));
        }
      }
    }
    return lines;
  }

  static EventBatch batch(EventSource source) {
    int n = source.subarray().size();
    int[] groups = new int[n];
    for (int t = 0; t < n; t++) {
      groups[t] = source.subarray().cameras().indexOf(source.subarray().telescope(t).camera());
    }
    return new EventBatch(source.subarray(), groups);
  }

  static boolean next(EventSource source, EventBatch batch, int events) throws IOException {
    batch.clear();
    return source.read(batch, new EventSource.Limits(events, 1L << 30));
  }

  private static void describeArray(SimtelSource source, List<String> found) {
    String name = source.subarray().name();
    found.add(
        "array "
            + source.subarray().size()
            + " "
            + (name.isEmpty() ? "-" : name)
            + " "
            + source.subarray().cameras().size());
    for (Telescope t : source.subarray().telescopes()) {
      Camera c = t.camera();
      double xx = 0;
      double yi = 0;
      double pulses = 0;
      for (int p = 0; p < c.pixels(); p++) {
        xx += c.geometry().pixelX()[p] * c.geometry().pixelX()[p];
        yi += c.geometry().pixelY()[p] * p;
      }
      for (double[] pulse : c.readout().referencePulse()) {
        for (double v : pulse) {
          pulses += v;
        }
      }
      String shape = c.geometry().shape().name().replace("RECTANGULAR", "SQUARE");
      Object[] facts = {
        "telescope",
        t.id(),
        c.description(),
        c.pixels(),
        c.readout().channels(),
        c.readout().samples(),
        c.readout().samplingRateGHz(),
        xx,
        yi,
        c.geometry().pixelRotationDeg(),
        shape,
        c.neighbors().indices().length,
        pulses,
        c.optics().reflectorShape(),
        c.optics().mirrors(),
        c.optics().mirrorArea(),
        c.focalLength()
      };
      found.add(join(facts));
    }
  }

  private static String join(Object... facts) {
    List<String> texts = new ArrayList<>();
    for (Object fact : facts) {
      texts.add(String.valueOf(fact));
    }
    return String.join(" ", texts);
  }

  private static void describeEvents(
      SimtelSource source, EventBatch batch, Map<Integer, List<String>> byKind) throws IOException {
    source.decode(batch, Collections.nCopies(batch.cameras().size(), Gains.HIGH));
    long[] high = checksums(batch);
    source.decode(batch, Collections.nCopies(batch.cameras().size(), Gains.LOW));
    long[] low = checksums(batch);
    for (int e = 0; e < batch.events(); e++) {
      List<String> to = byKind.get(batch.eventType()[e] == SUBARRAY ? 0 : 1);
      int first = batch.firstTelescope()[e];
      int last = batch.firstTelescope()[e + 1];
      int firstTrigger = batch.firstTrigger()[e];
      to.add(
          join(
              "event",
              batch.eventId()[e],
              batch.eventType()[e],
              batch.timeSeconds()[e],
              Integer.toUnsignedString(batch.timeQuarterNs()[e]),
              batch.firstTrigger()[e + 1] - firstTrigger,
              last - first));
      for (int row = first; row < last; row++) {
        to.add(describeRow(batch, row, firstTrigger, high[row], low[row]));
      }
    }
  }

  private static String describeRow(EventBatch batch, int row, int trigger, long high, long low) {
    int t = batch.telescope()[row];
    int tr = trigger;
    while (batch.triggerTelescope()[tr] != t) {
      tr++;
    }
    CameraBatch camera = batch.cameras().get(batch.groupOf(t));
    int groupRow = batch.groupRow()[row];
    WaveformBatch w = camera.waveforms();
    ImageBatch images = camera.trueImages();
    long sum = 0;
    long weighted = 0;
    for (int p = 0; camera.hasTrueImages() && p < images.pixels(); p++) {
      sum += (long) images.charge(groupRow, p);
      weighted += ((long) images.charge(groupRow, p)) * p;
    }
    int unusable = 0;
    for (boolean[] channel : w.constants(groupRow).unusable()) {
      for (boolean u : channel) {
        unusable += u ? 1 : 0;
      }
    }
    return join(
        "row",
        batch.subarray().telescope(t).id(),
        camera.camera().readout().channels(),
        w.pixels(),
        w.samplesPerPixel(),
        high,
        low,
        batch.triggerSeconds()[tr],
        Integer.toUnsignedString(batch.triggerQuarterNs()[tr]),
        batch.triggerType()[tr],
        batch.triggerPixels()[tr],
        total(w.constants(groupRow).pedestal()),
        total(w.constants(groupRow).gain()),
        total(w.constants(groupRow).timeShift()),
        unusable,
        camera.hasTrueImages() ? sum : "-",
        camera.hasTrueImages() ? weighted : "-",
        batch.trueImpactDistance()[row]);
  }

  private static double total(float[][] values) {
    double sum = 0;
    for (float[] channel : values) {
      for (float v : channel) {
        sum += v;
      }
    }
    return sum;
  }

  private static long[] checksums(EventBatch batch) {
    long[] sums = new long[batch.telescopeRows()];
    for (int row = 0; row < sums.length; row++) {
      WaveformBatch w = batch.cameras().get(batch.groupOf(batch.telescope()[row])).waveforms();
      int from = w.base(batch.groupRow()[row]);
      CRC32 crc = new CRC32();
      for (int i = from; i < from + w.pixels() * w.samplesPerPixel(); i++) {
        crc.update(w.adc()[i] & 0xFF);
        crc.update(w.adc()[i] >> 8 & 0xFF);
      }
      sums[row] = crc.getValue();
    }
    return sums;
  }

  private static String distribution(Table t) {
    double histogram = 0;
    double energy = 0;
    double distance = 0;
    for (float v : t.floats(t.schema().column("histogram"))) {
      histogram += v;
    }
    int bins = t.schema().column("bins_energy").elements();
    for (int i = 0; i < bins; i++) {
      energy += t.getElement(0, t.schema().column("bins_energy"), i);
    }
    for (int i = 0; i < t.schema().column("bins_core_dist").elements(); i++) {
      distance += t.getElement(0, t.schema().column("bins_core_dist"), i);
    }
    long entries = t.getLong(0, t.schema().column("n_entries"));
    return join("distribution", entries, histogram, energy, distance);
  }
}
