package io.bluewake.source.eventio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.codec.CompressedInput;
import io.bluewake.model.CameraBatch;
import io.bluewake.model.CameraConstants;
import io.bluewake.model.EventBatch;
import io.bluewake.model.EventType;
import io.bluewake.model.Table;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.InputException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files written by the test itself, so that every coding occurs and every number is known. */
class SyntheticFilesTest {
  private static final SimtelOptions DEFAULTS = new SimtelOptions(true, false, true, -1, 0);

  static SimtelSource open(byte[] file, SimtelOptions options) throws InputException {
    return new SimtelSource(
        "toy", new ByteArrayInputStream(file), EventSource.Request.ALL, options);
  }

  private static EventBatch readAll(SimtelSource source, Gains gains) throws IOException {
    EventBatch batch = RealFilesTest.batch(source);
    assertTrue(RealFilesTest.next(source, batch, 1000));
    source.decode(batch, List.of(gains));
    return batch;
  }

  @ParameterizedTest
  @CsvSource({"false,false", "true,false", "false,true", "true,true"})
  void bothByteOrdersAndExtendedHeadersGiveTheSame(boolean bigEndian, boolean extended)
      throws IOException {
    byte[] file = ToyFile.file(bigEndian, extended, 3, ToyFile::samples);
    SimtelSource source = open(file, DEFAULTS);
    EventBatch batch = readAll(source, Gains.THIRD);

    assertEquals("toys", source.subarray().name());
    assertEquals("LST_LST_UNKNOWN-7PX", patched(source));
    assertEquals(3, batch.events());
    assertEquals(6, batch.telescopeRows());
    assertEquals(ToyFile.RUN, batch.obsId()[0]);
    assertEquals(300, batch.eventId()[2]);
    assertEquals(1_600_000_038, batch.timeSeconds()[0]);
    assertEquals(1000, batch.timeQuarterNs()[0]);
    checkWaveforms(batch, 3);
    checkTriggers(batch);
    checkTruth(batch);
  }

  private static String patched(SimtelSource source) {
    return source.subarray().cameras().get(0).description().replace("UNKNOWN-387M2", "LST");
  }

  private static void checkWaveforms(EventBatch batch, int lowStep) {
    for (int row = 0; row < batch.telescopeRows(); row++) {
      CameraBatch camera = batch.cameras().get(0);
      WaveformBatch w = camera.waveforms();
      int tel = batch.telescope()[row] + 1;
      assertEquals(ToyFile.SAMPLES, w.samplesPerPixel());
      for (int p = 0; p < ToyFile.PIXELS; p++) {
        int channel = p % lowStep == 0 ? 1 : 0;
        int from = w.base(batch.groupRow()[row]) + p * ToyFile.SAMPLES;
        short[] found = Arrays.copyOfRange(w.adc(), from, from + ToyFile.SAMPLES);
        int[] trace = ToyFile.trace(tel, channel, p);
        for (int s = 0; s < trace.length; s++) {
          assertEquals(trace[s], found[s] & 0xFFFF, "pixel " + p + " sample " + s);
        }
      }
      CameraConstants constants = w.constants(batch.groupRow()[row]);
      assertEquals(100, constants.pedestal()[0][2]);
      assertEquals(99, constants.pedestal()[1][2]);
      assertEquals(0.4f, constants.gain()[1][6]);
      assertEquals(0.25f, constants.timeShift()[0][0]);
      assertEquals(tel == 2, constants.isUnusable(0, 3));
      assertFalse(constants.isUnusable(1, 2));
    }
  }

  @Test
  void bothGainsAreKeptForThoseWhoAskAndTheSelectedOneStays() throws IOException {
    SimtelSource source = open(ToyFile.file(false, false, 3, ToyFile::samples), DEFAULTS);
    EventBatch batch = RealFilesTest.batch(source);
    WaveformBatch w = batch.cameras().get(0).waveforms();
    w.requestLowGain(true);
    assertTrue(RealFilesTest.next(source, batch, 1000));
    source.decode(batch, List.of(Gains.THIRD));

    assertTrue(w.keepsLowGain());
    checkWaveforms(batch, 3);
    for (int row = 0; row < batch.telescopeRows(); row++) {
      int at = batch.groupRow()[row];
      for (int p = 0; p < ToyFile.PIXELS; p++) {
        for (int channel = 0; channel < 2; channel++) {
          short[] found = w.counts(w.pixelBase(at) + p, channel);
          int[] trace = ToyFile.trace(batch.telescope()[row] + 1, channel, p);
          for (int s = 0; s < trace.length; s++) {
            assertEquals(trace[s], found[w.base(at) + p * ToyFile.SAMPLES + s] & 0xFFFF);
          }
        }
      }
    }

    w.requestLowGain(false);
    source.decode(batch, List.of(Gains.THIRD));
    assertFalse(w.keepsLowGain(), "nobody pays who does not ask");
  }

  private static void checkTriggers(EventBatch batch) {
    assertEquals(6, batch.triggers());
    assertEquals(0, batch.triggerTelescope()[0]);
    assertEquals(1000, batch.triggerQuarterNs()[0]);
    assertEquals(1010, batch.triggerQuarterNs()[1]);
    assertEquals(EventType.SUBARRAY.code(), batch.triggerType()[0]);
    assertEquals(EventType.MUON.code(), batch.triggerType()[1], "bit 0x20 means 0x200");
    assertEquals(3, batch.triggerPixels()[0]);
    assertEquals(0.51f, batch.azimuth()[0]);
    assertEquals(1.21f, batch.altitude()[1]);
    assertEquals(1.2f, batch.arrayAltitude()[0]);
  }

  private static void checkTruth(EventBatch batch) {
    CameraBatch camera = batch.cameras().get(0);
    assertTrue(camera.hasTrueImages());
    for (int row = 0; row < batch.telescopeRows(); row++) {
      int tel = batch.telescope()[row];
      assertEquals(21 + 7 * tel, batch.trueImageSum()[row]);
      for (int p = 0; p < ToyFile.PIXELS; p++) {
        assertEquals(p + tel, camera.trueImages().charge(batch.groupRow()[row], p));
      }
    }
    assertEquals(3, batch.showers().rows());
    assertEquals(0.5, batch.showers().getDouble(2, batch.showers().schema().column("true_energy")));
    // Distance by its components along and across the shower direction, another way to write it.
    double x = 10 - 50;
    double y = 20 + 60;
    double z = 1;
    double az = 0.5f;
    double alt = 1.2f;
    double along =
        Math.cos(alt) * Math.cos(az) * x - Math.cos(alt) * Math.sin(az) * y + Math.sin(alt) * z;
    double expected = Math.sqrt(x * x + y * y + z * z - along * along);
    assertEquals(expected, batch.trueImpactDistance()[0], 1e-9);
  }

  @ParameterizedTest
  @CsvSource({"HIGH", "LOW", "THIRD"})
  void zeroSuppressedSamplesFillTheOthersWithZero(Gains gains) throws IOException {
    // Pixel 1 alone, pixels 3 to 5 as a range.
    int[] stored = {1, 3, 4, 5};
    byte[] file =
        ToyFile.file(
            false,
            false,
            2,
            (w, tel) ->
                w.nested(
                    2013,
                    3,
                    tel << 12 | 1,
                    o -> {
                      o.i32(ToyFile.PIXELS).i16(2).i16(ToyFile.SAMPLES);
                      o.signed(2).signed(-2).signed(3).signed(5);
                      for (int channel = 0; channel < 2; channel++) {
                        for (int p : stored) {
                          o.differences(ToyFile.trace(tel, channel, p));
                        }
                      }
                    }));
    EventBatch batch = readAll(open(file, DEFAULTS), gains);

    WaveformBatch w = batch.cameras().get(0).waveforms();
    for (int row = 0; row < batch.telescopeRows(); row++) {
      for (int p = 0; p < ToyFile.PIXELS; p++) {
        int channel = gains == Gains.LOW || gains == Gains.THIRD && p % 3 == 0 ? 1 : 0;
        int value = w.adc()[w.base(batch.groupRow()[row]) + p * ToyFile.SAMPLES + 5];
        int tel = batch.telescope()[row] + 1;
        boolean has = Arrays.binarySearch(stored, p) >= 0;
        assertEquals(has ? ToyFile.adc(tel, channel, p, 5) : 0, value, "pixel " + p);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0,false", "1,false", "2,false", "0,true", "1,true", "2,true"})
  void everyCodingOfSumsGivesTheCharges(int mode, boolean bigEndian) throws IOException {
    int[] high = {10, 70000, 300, 0, 500, 255, 7};
    int[] low = {1, 4000, 30, 0, 50, 0, 8};
    byte[] file = ToyFile.file(bigEndian, false, 1, (w, tel) -> sums(w, tel, mode, high, low));
    EventBatch batch = readAll(open(file, DEFAULTS), Gains.THIRD);

    WaveformBatch w = batch.cameras().get(0).waveforms();
    assertEquals(1, w.samplesPerPixel());
    int[] expected = {1, 65535, 300, 0, 500, 255, 8};
    int[] found = new int[ToyFile.PIXELS];
    for (int p = 0; p < found.length; p++) {
      found[p] = w.adc()[p] & 0xFFFF;
    }
    assertArrayEquals(expected, found);
    assertTrue(w.hasSums());
    int[] exact = {1, 70000, 300, 0, 500, 255, 8};
    assertArrayEquals(exact, Arrays.copyOf(w.sums(), ToyFile.PIXELS));

    SimtelSource again = open(file, DEFAULTS);
    EventBatch both = RealFilesTest.batch(again);
    WaveformBatch v = both.cameras().get(0).waveforms();
    v.requestLowGain(true);
    assertTrue(RealFilesTest.next(again, both, 1000));
    again.decode(both, List.of(Gains.THIRD));
    for (int p = 0; p < ToyFile.PIXELS; p++) {
      assertEquals(exact[p], v.sums()[p]);
      assertEquals(v.gain()[p] == 0 ? low[p] : high[p], v.lowSums()[p], "pixel " + p);
    }
  }

  @Test
  void waveformsOfManySamplesHaveNoSums() throws IOException {
    byte[] file = ToyFile.file(false, false, 1, ToyFile::samples);
    EventBatch batch = readAll(open(file, DEFAULTS), Gains.THIRD);

    assertFalse(batch.cameras().get(0).waveforms().hasSums());
  }

  private static void sums(SimtelWriter w, int tel, int mode, int[] high, int[] low) {
    w.nested(
        2012,
        3,
        tel << 12 | mode,
        o -> {
          o.i32(ToyFile.PIXELS).i16(2);
          switch (mode) {
            case 0 -> o.differences(high).differences(low);
            case 1 -> {
              int mask = 0b1110111;
              o.i16(mask).differences(listed(low, mask)).differences(listed(high, mask));
            }
            default -> {
              // Pixel 5 has 8 bits and no low gain, pixel 1 both, the others too.
              int[] list = {0, 1, 2, 4, 5 | 0x4000 | 0x2000, 6};
              o.i16(list.length);
              for (int entry : list) {
                o.i16(entry);
              }
              o.differences(listed(low, 0b1010111)).differences(listed(high, 0b1010111));
              o.u8(high[5]);
            }
          }
        });
  }

  private static int[] listed(int[] values, int mask) {
    int[] result = new int[Integer.bitCount(mask)];
    int n = 0;
    for (int p = 0; p < values.length; p++) {
      if ((mask & 1 << p) != 0) {
        result[n++] = values[p];
      }
    }
    return result;
  }

  @Test
  void eventsWithOtherLengthsComeInBatchesOfTheirOwn() throws IOException {
    SimtelWriter w = ToyFile.header(false, false);
    ToyFile.calibration(w);
    for (int e = 1; e <= 4; e++) {
      ToyFile.shower(w, 100 * e);
      ToyFile.photoElectrons(w, 100 * e);
      int[] charges = new int[ToyFile.PIXELS];
      boolean whole = e != 3;
      ToyFile.event(
          w,
          100 * e,
          (o, tel) -> {
            if (whole) {
              ToyFile.samples(o, tel);
            } else {
              sums(o, tel, 0, charges, charges);
            }
          });
    }
    SimtelSource source = open(w.bytes(), DEFAULTS);
    EventBatch batch = RealFilesTest.batch(source);
    int[] events = new int[3];
    int[] samples = new int[3];
    for (int i = 0; i < 3; i++) {
      assertTrue(RealFilesTest.next(source, batch, 1000));
      source.decode(batch, List.of(Gains.HIGH));
      events[i] = batch.events();
      samples[i] = batch.cameras().get(0).waveforms().samplesPerPixel();
      checkTruthOfFirst(batch);
    }

    assertFalse(RealFilesTest.next(source, batch, 1000));
    assertArrayEquals(new int[] {2, 1, 1}, events);
    assertArrayEquals(new int[] {12, 1, 12}, samples);
  }

  private static void checkTruthOfFirst(EventBatch batch) {
    assertEquals(6, batch.cameras().get(0).trueImages().charge(batch.groupRow()[0], 6));
  }

  @Test
  void requestsLimitTelescopesAndEvents() throws IOException {
    byte[] file = ToyFile.file(false, false, 3, ToyFile::samples);
    EventSource.Request request = new EventSource.Request(Set.of(2), 2);
    SimtelSource source =
        new SimtelSource("toy", new ByteArrayInputStream(file), request, DEFAULTS);
    EventBatch batch = readAll(source, Gains.HIGH);

    assertEquals("toys_2", source.subarray().name());
    assertEquals(2, batch.events());
    assertEquals(2, batch.telescopeRows());
    assertEquals(2, batch.triggers());
    assertEquals(28, batch.trueImageSum()[0]);
    assertFalse(RealFilesTest.next(source, batch, 10));
    InputException e =
        assertThrows(
            InputException.class,
            () ->
                new SimtelSource(
                    "toy",
                    new ByteArrayInputStream(file),
                    new EventSource.Request(Set.of(9), -1),
                    DEFAULTS));
    assertTrue(e.getMessage().contains("no telescope 9, the file has 1,2"), e.getMessage());
  }

  @Test
  void unknownObjectsAreSkippedAndCounted() throws IOException {
    SimtelWriter w = ToyFile.header(false, false);
    w.top(2077, 0, 1, o -> o.i32(1, 2, 3)).top(2077, 0, 1, o -> o.i32(1));
    ToyFile.calibration(w);
    ToyFile.shower(w, 100);
    ToyFile.event(w, 100, ToyFile::samples);
    SimtelSource source = open(w.bytes(), DEFAULTS);
    readAll(source, Gains.HIGH);

    assertEquals(2L, source.notices().get("unknown objects of type 2077 skipped"));
    assertEquals(2L, source.notices().get("telescope events without true image"));
  }

  @Test
  void calibrationEventsAreDeliveredOnDemand() throws IOException {
    SimtelWriter w = ToyFile.header(true, false);
    ToyFile.calibration(w);
    w.topOfObjects(
        2028,
        0,
        3,
        o -> o.nestedOfObjects(2010, 0, 0, c -> ToyFile.content(c, 0, ToyFile::samples)));
    ToyFile.shower(w, 100);
    ToyFile.event(w, 100, ToyFile::samples);
    byte[] file = w.bytes();

    EventBatch without = readAll(open(file, DEFAULTS), Gains.HIGH);
    EventBatch with = readAll(open(file, new SimtelOptions(true, false, false, 5, 0)), Gains.HIGH);

    assertEquals(1, without.events());
    assertEquals(2, with.events());
    assertEquals(EventType.FLATFIELD.code(), with.eventType()[0]);
    assertEquals(-1, with.eventId()[0], "events without number count down");
    assertEquals(5, with.obsId()[0]);
    assertTrue(Double.isNaN(with.trueImpactDistance()[0]));
    assertEquals(2, with.showers().rows());
  }

  @Test
  void truncationIsAnErrorUnlessAccepted() throws IOException {
    byte[] whole = ToyFile.file(false, false, 3, ToyFile::samples);
    int headerEnd = ToyFile.header(false, false).bytes().length;
    SimtelOptions accept = new SimtelOptions(true, true, true, -1, 0);
    int ends = 0;
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      if (length < headerEnd) {
        InputException e = assertThrows(InputException.class, () -> open(cut, accept));
        assertTrue(e.getMessage().startsWith("toy: byte "), e.getMessage());
        continue;
      }
      SimtelSource accepted = open(cut, accept);
      EventBatch batch = RealFilesTest.batch(accepted);
      int events = 0;
      while (RealFilesTest.next(accepted, batch, 2)) {
        events += batch.events();
      }
      boolean noticed = !accepted.notices().isEmpty();
      SimtelSource rejecting = open(cut, DEFAULTS);
      EventBatch other = RealFilesTest.batch(rejecting);
      if (noticed) {
        InputException e =
            assertThrows(
                InputException.class,
                () -> {
                  while (RealFilesTest.next(rejecting, other, 2)) {
                    other.clear();
                  }
                });
        assertTrue(e.getMessage().contains("truncated"), e.getMessage());
      } else {
        ends++;
      }
      assertTrue(events <= 3);
    }
    // An end between two objects cannot be told from a whole file.
    assertEquals(19, ends);
  }

  @Test
  void missingEffectiveFocalLengthNamesTheAlternative() {
    SimtelWriter w = new SimtelWriter(false, false);
    byte[] file = ToyFile.header(false, false).bytes();
    byte[] focal = new SimtelWriter(false, false).f32(28, 29.3).bytes();
    byte[] none = w.f32(28, Float.NaN).bytes();
    byte[] changed = replace(file, focal, none);

    InputException e = assertThrows(InputException.class, () -> open(changed, DEFAULTS));

    assertTrue(e.getMessage().contains("focalLength=equivalent"), e.getMessage());
  }

  private static byte[] replace(byte[] file, byte[] from, byte[] to) {
    byte[] result = file.clone();
    for (int i = 0; i + from.length <= file.length; i++) {
      if (Arrays.equals(file, i, i + from.length, from, 0, from.length)) {
        System.arraycopy(to, 0, result, i, to.length);
      }
    }
    return result;
  }

  @Test
  void levelsWithoutAirAreLeftOutOfTheAtmosphere() throws InputException {
    SimtelWriter w = new SimtelWriter(false, false);
    w.top(
        1216,
        1,
        26,
        o -> {
          o.varText("atmprof26.dat").f64(215000).unsigned(3);
          o.f64(0).f64(1.2e-3).f64(1036).f64(2.8e-4);
          o.f64(115).f64(4e-11).f64(1e-5).f64(0);
          o.f64(120).f64(3e-11).f64(0).f64(0);
          o.unsigned(0);
        });
    byte[] atmosphere = w.bytes();
    byte[] rest = ToyFile.header(false, false).bytes();
    byte[] file = Arrays.copyOf(atmosphere, atmosphere.length + rest.length);
    System.arraycopy(rest, 0, file, atmosphere.length, rest.length);

    Table table = open(file, DEFAULTS).run().atmosphere().orElseThrow();

    assertEquals(2, table.rows());
    assertEquals(1036, table.getDouble(0, table.schema().column("column_density")));
    assertEquals("atmprof26.dat", table.attributes().get("atmosphere_name"));
    assertEquals(26L, table.attributes().get("atmosphere_id"));
  }

  @Test
  void compressedFilesSayThatOffsetsCountDecompressedBytes() throws IOException {
    byte[] file = ToyFile.file(false, false, 1, ToyFile::samples);
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(file, 0, 500);
    }
    InputStream in = CompressedInput.decompress(new ByteArrayInputStream(compressed.toByteArray()));

    InputException e =
        assertThrows(
            InputException.class,
            () -> new SimtelSource("x.gz", in, EventSource.Request.ALL, DEFAULTS));

    assertTrue(
        e.getMessage().startsWith("x.gz: byte 500 of the decompressed data, object 20"),
        e.getMessage());
  }

  @Test
  void leapSecondsAreThoseOfTheTime() {
    assertEquals(37.0, SimtelTime.taiMinusUtc(1_600_000_000L));
    assertEquals(36.0, SimtelTime.taiMinusUtc(1_483_228_799L));
    assertEquals(37.0, SimtelTime.taiMinusUtc(1_483_228_800L));
    assertEquals(10.0, SimtelTime.taiMinusUtc(63_072_000L));
    assertEquals(8.000082, SimtelTime.taiMinusUtc(0), 1e-9);
    assertEquals(8, SimtelTime.taiSeconds(0, 0));
    assertEquals(328_000, SimtelTime.taiQuarterNs(0, 0));
    assertEquals(136, SimtelTime.taiSeconds(100 + 1_600_000_000L, -4) - 1_600_000_000);
  }
}
