package io.bluewake.source.eventio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.codec.ByteReader;
import io.bluewake.codec.CompressedInput;
import io.bluewake.spi.InputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Descriptions of files; numbers of real files are those of pyeventio 2. */
class DescribeTest {

  private static Map<String, Object> describe(byte[] file) throws InputException {
    return FileDescription.of("toy", new ByteArrayInputStream(file));
  }

  @Test
  void simulationFilesTellRunTelescopesAndEvents() throws IOException {
    Map<String, Object> facts = describe(ToyFile.file(true, true, 3, ToyFile::samples));

    assertEquals("sim_telarray (EventIO)", facts.get("format"));
    assertEquals(ToyFile.RUN, facts.get("run"));
    assertEquals(7.7, facts.get("CORSIKA version"));
    assertEquals("toys", facts.get("array"));
    assertEquals(Map.of("LST_UNKNOWN-387M2_UNKNOWN-7PX", 2L), facts.get("telescopes"));
    assertEquals(Map.of("gamma", 3L), facts.get("simulated showers"));
    assertEquals(3L, facts.get("array events"));
    assertEquals(6L, facts.get("telescope events"));
    assertEquals(0.01f, facts.get("lowest energy (TeV)"));
    // Six pixel lists of a count and three pixels, a byte each.
    Map<?, ?> objects = (Map<?, ?>) facts.get("objects");
    assertEquals(Map.of("count", 6L, "bytes", 24L), objects.get("2027 pixel list"));
  }

  @Test
  void corsikaFilesTellRunEventsTelescopesAndBunches() throws IOException {
    SimtelWriter w = new SimtelWriter(false, false);
    double[] run = new double[273];
    run[1] = 12;
    run[2] = 240131;
    run[3] = 7.741;
    run[4] = 1;
    run[5] = 215000;
    run[15] = -2;
    run[16] = 10;
    run[17] = 1000;
    w.top(1200, 0, 12, o -> o.i32(273).f32(run));
    w.top(1201, 0, 0, o -> o.i32(2).f32(1000, -2000, 0, 500, 10, 20, 1250, 600));
    for (int e = 1; e <= 2; e++) {
      double[] event = new double[273];
      event[1] = e;
      event[2] = 14;
      event[3] = 100 * e;
      w.top(1202, 0, e, o -> o.i32(273).f32(event));
      w.top(1203, 0, e, o -> o.i32(5).f32(0).fill(10, 0));
      w.topOfObjects(
          1204,
          0,
          e,
          o -> {
            o.nested(1205, 1000, 0, c -> c.i16(0).i16(0).f32(12.5).i32(3).i32(new int[12]));
            o.nested(1205, 0, 1, c -> c.i16(0).i16(1).f32(2).i32(1).i32(new int[8]));
          });
    }
    w.top(1205, 0, 999_999, c -> c.i16(999).i16(999).f32(2).i32(2).i32(new int[16]));
    Map<String, Object> facts = describe(w.bytes());

    assertEquals("CORSIKA IACT (EventIO)", facts.get("format"));
    assertEquals(12L, facts.get("run"));
    assertEquals(0.01, facts.get("lowest energy (TeV)"));
    assertEquals(2L, facts.get("events"));
    assertEquals(5L, facts.get("uses of a shower"));
    assertEquals(Map.of("proton", 2L), facts.get("primaries"));
    assertEquals(8L, facts.get("photon bunches"));
    assertEquals(29L, facts.get("photons"));
    assertEquals(2L, facts.get("particles at the observation level"));
    Map<?, ?> second = (Map<?, ?>) ((List<?>) facts.get("telescope positions")).get(1);
    assertEquals(-20.0, (double) second.get("x (m)"), 1e-6);
    assertEquals(6.0, (double) second.get("radius (m)"), 1e-6);
    InputException e =
        assertThrows(
            InputException.class,
            () -> SyntheticFilesTest.open(w.bytes(), new SimtelOptions(true, true, true, -1, 0)));
    assertTrue(e.getMessage().contains("CORSIKA IACT"), e.getMessage());
  }

  @Test
  void foreignAndEmptyFilesAreRefusedAndTruncatedOnesSaySo() throws IOException {
    byte[] text = "SIMPLE  =                    T".getBytes(StandardCharsets.US_ASCII);
    String foreign = assertThrows(InputException.class, () -> describe(text)).getMessage();
    String empty = assertThrows(InputException.class, () -> describe(new byte[0])).getMessage();
    byte[] whole = ToyFile.file(false, false, 1, ToyFile::samples);
    Map<String, Object> cut = describe(Arrays.copyOf(whole, whole.length - 5));

    assertTrue(foreign.startsWith("toy: byte 0, between objects: no object"), foreign);
    assertEquals("toy: byte 0: the file is empty", empty);
    assertTrue(cut.containsKey("truncated"));
    assertEquals(1L, cut.get("array events"));
  }

  @Test
  void damagedFilesOnlyThrowInputExceptions() {
    Random random = new Random(5);
    byte[] original = ToyFile.file(false, false, 2, ToyFile::samples);
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      byte[] bytes = original.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        describe(bytes);
      } catch (InputException e) {
        refused++;
      }
    }
    assertTrue(refused > 300, refused + " refused");
  }

  private static Map<String, Object> real(String name) throws IOException {
    try (InputStream in = CompressedInput.open(RealFilesTest.file(name))) {
      return FileDescription.of(name, in);
    }
  }

  /** The numbers are printed by {@code details.py}. */
  @Test
  void realFilesHaveTheObjectsThatPyeventioFinds() throws IOException {
    Map<String, Object> history = real("history_meta_75.simtel.zst");
    assertEquals(15L, history.get("telescope events"));
    assertEquals(Map.of("LST_LST_LSTCam", 4L, "MST_MST_NectarCam", 15L), history.get("telescopes"));
    assertEquals(46461L, history.get("photo-electrons"));
    assertEquals(21596L, history.get("pixels with pulse times"));
    assertEquals(3262327.4889696464, (double) history.get("sum of pulse times"), 1);
    assertEquals(6095617L, history.get("sum of pulses"));
    assertEquals(3125167L, history.get("sum of pulses at the common peak"));
    Map<String, Object> muons = real("lst_muons.simtel.zst");
    assertEquals(30L, muons.get("array events"));
    assertEquals(Map.of("muon-", 30L), muons.get("simulated showers"));
    assertEquals(28087374L, muons.get("sum of pulses"));
    Map<String, Object> photons = real("lst_with_photons.simtel.zst");
    assertEquals(6289L, photons.get("photon bunches"));
    assertEquals(31141.17578125, photons.get("photons"));
    Map<String, Object> aux = real("aux_traces_2030.simtel.zst");
    assertEquals(2329L, aux.get("analog traces"));
    assertEquals(698700L, aux.get("samples of analog traces"));
    Map<String, Object> cut = real("test_lasercal_v3.simtel.gz");
    assertTrue(cut.containsKey("truncated"));
    assertEquals(24896L, cut.get("photo-electrons"));
    assertEquals(Map.of("proton", 29L), real("n_hv_disabled.simtel.gz").get("simulated showers"));
  }

  @Test
  void digitalTracesAndTimesOfEitherListAreRead() throws IOException {
    SimtelWriter w = new SimtelWriter(true, false);
    w.i32(3).f32(0.5).unsigned(2).unsigned(3).differences(5, 4, 300).differences(0, 70000, 1);
    AuxiliaryTraces traces =
        AuxiliaryTraces.digital(new ByteReader().wrap(w.bytes(), 0, w.bytes().length, true));
    assertArrayEquals(new float[] {5, 4, 300}, traces.values()[0]);
    assertArrayEquals(new float[] {0, 70000, 1}, traces.values()[1]);

    // Version 2, range 2..3, sums of both pixels, common sums of all four pixels.
    SimtelWriter t = new SimtelWriter(false, false);
    t.signed(4).i16(1).i16(2).i16(3).i16(2).signed(1).signed(2).signed(3).i16(5).i16(1);
    t.i16(1).f32(0).f32(0.25).f32(7);
    t.i16(40).signed(100).i16(44).signed(-3);
    t.signed(1).signed(2).signed(3).signed(4);
    PixelTiming timing =
        PixelTiming.read(new ByteReader().wrap(t.bytes(), 0, t.bytes().length, false), 2);
    assertEquals(new PixelTiming(2, 21.0, 97, 10), timing);
  }
}
