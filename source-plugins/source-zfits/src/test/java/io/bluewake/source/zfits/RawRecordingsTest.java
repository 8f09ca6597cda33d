package io.bluewake.source.zfits;

import static io.bluewake.source.zfits.ZfitsWriter.scalar;
import static io.bluewake.source.zfits.ZfitsWriter.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.CameraConstants;
import io.bluewake.model.EventBatch;
import io.bluewake.model.WaveformBatch;
import io.bluewake.source.zfits.ZfitsWriter.Column;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.InputException;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.Seeded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings of raw counts of cameras that describe neither themselves nor their calibration. */
@Seeded
class RawRecordingsTest {
  private static final int PIXELS = 7;
  private static final int SAMPLES = 9;

  @TempDir private Path directory;
  private Map<String, Long> notices = Map.of();
  private final List<Long> times = new ArrayList<>();
  private int telescope = 41;

  private Path instrument(String camera) throws IOException {
    List<String> lines =
        List.of(
            "location 28 -18 2200",
            "optics dish MST PARABOLIC 1 86 100 16 16.5",
            "camera " + camera + " HEXAGON 0 0 0.0021 2 " + SAMPLES + " 1 0.5",
            "subarray 1 one: 1",
            "telescope 1 dish 0 0 0 dish " + camera,
            "x " + camera + " 0 500000 250000 -250000 -500000 -250000 250000",
            "y " + camera + " 0 0 433013 433013 0 -433013 -433013",
            "pulse0 " + camera + " 0 1 2 1 0",
            "pulse1 " + camera + " 0 1 2 1 0");
    return Files.write(directory.resolve("instrument.txt"), lines);
  }

  /** Counts of a gain: a pedestal of its own for each pixel, and a pulse. */
  private static int[] counts(long event, int pixels, int gain) {
    int[] values = new int[pixels * SAMPLES];
    for (int j = 0; j < pixels; j++) {
      Arrays.fill(values, j * SAMPLES, (j + 1) * SAMPLES, 200 + 10 * j + gain);
      values[j * SAMPLES + 4] += (int) (100 * event + j) / (1 + 12 * gain);
    }
    return values;
  }

  private Path file(Column... columns) throws IOException {
    return Files.write(
        directory.resolve("recording.fits.fz"),
        new ZfitsWriter().table("Events", "DataModel.CameraEvent", 2, List.of(columns)).bytes());
  }

  private static Column waveforms(String name, int pixels, int gain, long... events) {
    List<byte[]> rows = new ArrayList<>();
    for (long event : events) {
      rows.add(words(counts(event, pixels, gain)));
    }
    return new Column(name, 'I', (long) pixels * SAMPLES, "", rows, 0);
  }

  private List<WaveformBatch> read(Path input, Path instrument) throws IOException {
    List<WaveformBatch> read = new ArrayList<>();
    EventSource.Provider provider =
        new ZfitsProvider(
            Configs.of(ZfitsProvider.Config.class, Map.of("subarray", instrument.toString())));
    try (EventSource source = provider.open(input, EventSource.Request.ALL)) {
      EventBatch batch = new EventBatch(source.subarray(), new int[source.subarray().size()]);
      while (source.read(batch, new EventSource.Limits(1, Long.MAX_VALUE))) {
        source.decode(batch, List.of((w, row) -> 0));
        if (telescope >= 0) {
          assertEquals(telescope, source.subarray().telescope(0).id());
        }
        read.add(batch.cameras().get(0).waveforms());
        times.add(batch.timeNs(0));
        batch = new EventBatch(source.subarray(), new int[source.subarray().size()]);
      }
      notices = source.notices();
    }
    return read;
  }

  private Path digiCam(int[] secondMap) throws IOException {
    return digiCam(secondMap, 1000);
  }

  private Path digiCam(int[] secondMap, long first) throws IOException {
    int[] map = {6, 5, 4, 3, 2, 1, 0};
    return file(
        scalar("telescopeID", 'J', "", 41, 41, 41),
        scalar("eventNumber", 'J', Dl0Files.U32, 1, 2, 3),
        scalar("local_time_sec", 'K', Dl0Files.U64, first, first + 1, first + 2),
        scalar("local_time_nanosec", 'K', Dl0Files.U64, 5, 6, 7),
        waveforms("hiGain_waveforms_samples", PIXELS, 0, 1, 2, 3),
        new Column(
            "hiGain_waveforms_pixelsIndices",
            'I',
            PIXELS,
            Dl0Files.U16,
            List.of(words(map), words(secondMap), words(map)),
            0));
  }

  @Test
  void digiCamHasItsPixelsByTheirNumbersAndPedestalsFromItsWaveforms() throws IOException {
    List<WaveformBatch> read =
        read(digiCam(new int[] {6, 5, 4, 3, 2, 1, 0}), instrument("DigiCam"));
    assertEquals(3, read.size());
    for (int e = 0; e < 3; e++) {
      WaveformBatch w = read.get(e);
      CameraConstants constants = w.constants(0);
      for (int j = 0; j < PIXELS; j++) {
        int p = PIXELS - 1 - j;
        assertEquals(200 + 10 * j, constants.pedestal()[0][p]);
        assertEquals(300 + 100 * e + 11 * j, w.adc()[p * SAMPLES + 4]);
      }
    }
    assertTrue(notices.keySet().stream().anyMatch(n -> n.contains("nominal gains")), "says so");
  }

  @Test
  void timesOfTheDigiCamBecomeTai() throws IOException {
    read(digiCam(new int[] {6, 5, 4, 3, 2, 1, 0}, 1509415494), instrument("DigiCam"));
    assertEquals(3, times.size());
    assertEquals((1509415494L + 37) * 1_000_000_000 + 5, times.get(0));
    assertEquals((1509415496L + 37) * 1_000_000_000 + 7, times.get(2));
  }

  @Test
  void digiCamEventsWithOtherPixelsAreRefused() throws IOException {
    Path input = digiCam(new int[] {5, 6, 4, 3, 2, 1, 0});
    Path instrument = instrument("DigiCam");
    InputException e = assertThrows(InputException.class, () -> read(input, instrument));
    assertTrue(e.getMessage().contains("other pixels"), e.getMessage());
  }

  @Test
  void damagedRecordingsEndInReadableErrorsOrEvents(RandomGenerator random) throws IOException {
    byte[] valid = Files.readAllBytes(digiCam(new int[] {6, 5, 4, 3, 2, 1, 0}));
    Path instrument = instrument("DigiCam");
    Path damaged = directory.resolve("recording.fits.fz");
    int refused = 0;
    for (int i = 0; i < 500; i++) {
      Files.write(damaged, ZfitsMutationTest.mutate(valid, random));
      try {
        telescope = -1;
        read(damaged, instrument);
      } catch (InputException e) {
        ZfitsMutationTest.readable(e);
        refused++;
      }
    }
    assertTrue(refused > 50, "refused: " + refused);
  }

  @Test
  void aCameraThatNobodyDescribesIsNamed() throws IOException {
    Path input = digiCam(new int[] {6, 5, 4, 3, 2, 1, 0});
    Path instrument = instrument("CHEC");
    InputException e = assertThrows(InputException.class, () -> read(input, instrument));
    assertTrue(e.getMessage().contains("needs a camera DigiCam"), e.getMessage());
  }

  @Test
  void nectarCamHasTwoGainsAndTheFirstPixels() throws IOException {
    int few = 4;
    Path input =
        file(
            scalar("telescopeID", 'J', "", 41, 41),
            scalar("eventNumber", 'J', Dl0Files.U32, 1, 2),
            waveforms("hiGain_waveforms_samples", few, 0, 1, 2),
            scalar("hiGain_waveforms_num_samples", 'J', Dl0Files.U32, SAMPLES, SAMPLES),
            waveforms("loGain_waveforms_samples", few, 1, 1, 2));
    List<WaveformBatch> read = read(input, instrument("NectarCam"));
    assertEquals(2, read.size());
    CameraConstants constants = read.get(1).constants(0);
    for (int p = 0; p < PIXELS; p++) {
      assertEquals(p >= few, constants.isUnusable(0, p));
      if (p < few) {
        assertEquals(200 + 10 * p, constants.pedestal()[0][p]);
        assertEquals(201 + 10 * p, constants.pedestal()[1][p]);
        assertEquals(400 + 11 * p, read.get(1).adc()[p * SAMPLES + 4]);
      }
    }
    assertTrue(notices.keySet().stream().anyMatch(n -> n.contains("which pixels")), "says so");
  }

  /** Two events of a module of LST-1, a millisecond apart; the second reads on from the third. */
  private Path lst(int[] firstOfSecond) throws IOException {
    int[] map = {6, 5, 4, 3, 2, 1, 0};
    int[] counts = new int[2 * PIXELS * SAMPLES];
    Arrays.fill(counts, 300);
    int[] first = {4094, 4094, 4094, 4094, 4094, 4094, 4094, 4094};
    byte[] bytes =
        new ZfitsWriter()
            .table(
                "CameraConfig",
                "R1.CameraConfiguration",
                1,
                List.of(
                    scalar("telescope_id", 'J', Dl0Files.U32, 1),
                    scalar("num_samples", 'J', Dl0Files.U32, SAMPLES),
                    new Column(
                        "expected_pixels_id", 'I', PIXELS, Dl0Files.U16, List.of(words(map)), 0)))
            .table(
                "Events",
                "R1.CameraEvent",
                1,
                List.of(
                    scalar("event_id", 'K', Dl0Files.U64, 1, 2),
                    scalar("trigger_time_s", 'J', Dl0Files.U32, 1000, 1000),
                    scalar("trigger_time_qns", 'J', Dl0Files.U32, 8_000_000, 12_000_000),
                    scalar("trigger_type", 'J', Dl0Files.U32, 1, 1),
                    scalar("lstcam_module_status", 'B', "-128", 1, 1),
                    new Column(
                        "waveform",
                        'I',
                        counts.length,
                        Dl0Files.U16,
                        List.of(words(counts), words(counts)),
                        0),
                    new Column(
                        "lstcam_first_capacitor_id",
                        'I',
                        8,
                        Dl0Files.U16,
                        List.of(words(first), words(firstOfSecond)),
                        0)))
            .bytes();
    return Files.write(directory.resolve("recording.fits.fz"), bytes);
  }

  @Test
  void capacitorsThatWereJustReadAreCorrectedFor() throws IOException {
    telescope = 1;
    // The ring ends at 4096: the second event begins two capacitors later. Chip 3 reads elsewhere.
    Path input = lst(new int[] {0, 0, 0, 2000, 0, 0, 0, 0});
    List<WaveformBatch> read = read(input, instrument("LSTCam"));
    int samples = SAMPLES - 4;
    for (int p = 0; p < PIXELS; p++) {
      for (int s = 0; s < samples; s++) {
        assertEquals(300, read.get(0).adc()[p * samples + s]);
        // 32.99 - 11.9 = 21 counts after 1 ms; the last two capacitors were not read before.
        boolean before = s + 3 + 2 < SAMPLES && p != 0;
        assertEquals(before ? 279 : 300, read.get(1).adc()[p * samples + s], "pixel " + p);
      }
      assertEquals(p == 0 ? 300 : 279, read.get(1).constants(0).pedestal()[0][p]);
      assertEquals(279, read.get(1).constants(0).pedestal()[1][p]);
    }
  }
}
