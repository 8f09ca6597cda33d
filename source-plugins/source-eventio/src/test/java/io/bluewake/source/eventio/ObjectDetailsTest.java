package io.bluewake.source.eventio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.codec.CompressedInput;
import io.bluewake.spi.InputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code info} tells of objects that the analysis does not need. */
class ObjectDetailsTest {

  private static Map<String, Object> describe(
      boolean bigEndian, int type, int version, int id, Consumer<SimtelWriter> content)
      throws InputException {
    SimtelWriter w = new SimtelWriter(bigEndian, false);
    w.top(type, version, id, content);
    return FileDescription.of("toy", new ByteArrayInputStream(w.bytes()));
  }

  private static double mean(Map<String, Object> facts, String kind, String name) {
    return number(facts, kind, name, "mean");
  }

  private static double number(Map<String, Object> facts, String kind, String name, String what) {
    Map<?, ?> numbers = (Map<?, ?>) ((Map<?, ?>) facts.get(kind)).get(name);
    return ((Number) numbers.get(what)).doubleValue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void settingsOfTelescopesAreGroupedByValue(boolean bigEndian) throws IOException {
    SimtelWriter w = new SimtelWriter(bigEndian, false);
    w.top(2006, 0, 1, o -> o.i32(1, 2, 3, 4, 5, 6, 2, 5, 9, 20, 11, 12, 13, 14, 15, 16, 17));
    w.top(2006, 0, 2, o -> o.i32(1, 2, 3, 4, 5, 6, 2, 7, 9, 20, 11, 12, 13, 14, 15, 16, 17));
    w.top(2006, 0, 3, o -> o.i32(1, 2, 3, 4, 5, 6, 2, 5, 9, 20, 11, 12, 13, 14, 15, 16, 17));
    w.top(2007, 0, 1, o -> o.i32(4, 2).f32(0.25, -1.5));
    w.top(2008, 0, 1, o -> o.i16(1).i16(-2).f32(0.1, 0.2, 1, -1, 3, 4, 5, 6, 7, 8, 9, 10));

    Map<String, Object> facts = FileDescription.of("toy", new ByteArrayInputStream(w.bytes()));

    List<?> software = (List<?>) facts.get("camera software settings");
    Map<?, ?> first = (Map<?, ?>) software.get(0);
    assertEquals(2, software.size());
    assertEquals(List.of(1, 3), first.get("telescopes"));
    assertEquals(List.of(5, 9), first.get("zero suppression thresholds"));
    assertEquals(20, first.get("unbiased scale"));
    assertEquals(17, first.get("voltage report period"));
    assertEquals(
        List.of(
            Map.of("telescopes", List.of(1), "function", 4, "parameters", List.of(0.25f, -1.5f))),
        facts.get("pointing correction"));
    Map<?, ?> drive = (Map<?, ?>) ((List<?>) facts.get("drive settings")).get(0);
    assertEquals(-2, drive.get("altitude type"));
    assertEquals(-1f, drive.get("altitude sign"));
    assertEquals(10f, drive.get("altitude park position"));
  }

  /** All optional parts of image parameters, with numbers of 16 bits and of variable length. */
  @ParameterizedTest
  @CsvSource({"5, false", "5, true", "6, false", "6, true"})
  void imageParametersAreReadWithAllTheirParts(int version, boolean bigEndian) throws IOException {
    Map<String, Object> facts =
        describe(
            bigEndian,
            2014,
            version,
            0xF01,
            o -> {
              small(o, version, 200);
              small(o, version, 3);
              o.f32(4000, 100, 0.01, 0.02, 0.5, 0.03, 0.004).i16(3).f32(0.25);
              o.f32(1, 2, 3, 4, 5).f32(0.1, 0.2, 0.3, 0.4);
              small(o, version, 2);
              o.f32(30, 20);
              small(o, version, 11);
              small(o, version, 12);
              o.f32(120, 1, 4, 8, 2.5);
            });

    assertEquals(200, mean(facts, "image parameters", "pixels"));
    assertEquals(3, mean(facts, "image parameters", "saturated pixels"));
    assertEquals(4000, mean(facts, "image parameters", "clipping amplitude"));
    assertEquals(0.004, mean(facts, "image parameters", "width (rad)"), 1e-8);
    assertEquals(5, mean(facts, "image parameters", "width error (rad)"));
    assertEquals(0.4, mean(facts, "image parameters", "kurtosis error"), 1e-7);
    assertEquals(25, mean(facts, "image parameters", "amplitude of the hottest pixels"));
    assertEquals(2.5, mean(facts, "image parameters", "rise time"));
  }

  private static void small(SimtelWriter o, int version, int value) {
    if (version > 5) {
      o.signed(value);
    } else {
      o.i16(value);
    }
  }

  @Test
  void oldestImageParametersHaveNeitherPixelsNorNumbersOfHotPixels() throws IOException {
    Map<String, Object> facts =
        describe(
            false,
            2014,
            0,
            0x401,
            o -> o.f32(100, 0.01, 0.02, 0.5, 0.03, 0.004).i16(3).f32(0.25).i16(1).f32(30));

    assertEquals(100, mean(facts, "image parameters", "amplitude (p.e.)"));
    assertEquals(30, mean(facts, "image parameters", "amplitude of the hottest pixels"));
    assertFalse(((Map<?, ?>) facts.get("image parameters")).containsKey("pixels"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void stereoResultsAreReadAsFarAsTheirBitsSay(int version) throws IOException {
    Map<String, Object> facts =
        describe(
            true,
            2015,
            version,
            0x3C5,
            o -> {
              o.i16(4).i16(3).i16(2);
              if (version >= 1) {
                o.i32(5);
              }
              if (version >= 2) {
                o.i16(1).i16(3);
              }
              o.f32(0.5, 1.25, 100, -50, 0.75, 0.125, 300, 20);
            });

    String kind = "stereo reconstruction";
    assertEquals(2, mean(facts, kind, "images"));
    assertEquals(1.25, mean(facts, kind, "altitude (rad)"));
    assertEquals(-50, mean(facts, kind, "core y (m)"));
    assertEquals(0.75, mean(facts, kind, "energy (TeV)"));
    assertEquals(0.125, mean(facts, kind, "energy error (TeV)"));
    assertEquals(20, mean(facts, kind, "error of the depth of maximum (g/cm²)"));
    assertFalse(((Map<?, ?>) facts.get(kind)).containsKey("mean scaled width"));
  }

  /** Half precision: 0x3C00 is 1, 0x4000 is 2, 0x4200 is 3, 0xB800 is -0.5. */
  @ParameterizedTest
  @CsvSource({"1, 3, 1.5", "-1, 2, 1.5", "2, 4, 1.375", "0, 0, 0"})
  void calibratedPixelsAreListedMarkedOrAll(int selection, int significant, double mean)
      throws IOException {
    Map<String, Object> facts =
        describe(
            false,
            2017,
            0,
            5,
            o -> {
              o.unsigned(4).signed(-2).signed(selection);
              switch (selection) {
                case 1 -> o.unsigned(3).unsigned(0).unsigned(2).unsigned(3);
                case -1 -> o.u8(1).u8(0).u8(0).u8(1);
                default -> {
                  // no list
                }
              }
              switch (selection) {
                case 1 -> o.i16(0x4000).i16(0x4200).i16(0xB800);
                case -1 -> o.i16(0x3C00).i16(0x4000);
                case 2 -> o.i16(0x3C00).i16(0x4000).i16(0x4200).i16(0xB800);
                default -> {
                  // no charges
                }
              }
            });

    assertEquals(4, mean(facts, "calibrated pixels", "pixels"));
    assertEquals(-2, mean(facts, "calibrated pixels", "integration method"));
    assertEquals(significant, mean(facts, "calibrated pixels", "significant pixels"));
    if (significant > 0) {
      assertEquals(significant, number(facts, "calibrated pixels", "charge (p.e.)", "count"));
      assertEquals(mean, mean(facts, "calibrated pixels", "charge (p.e.)"), 1e-9);
    }
  }

  @Test
  void calibratedPixelsOutsideTheCameraAreRefused() {
    InputException e =
        assertThrows(
            InputException.class,
            () ->
                describe(
                    false,
                    2017,
                    0,
                    5,
                    o -> o.unsigned(4).signed(0).signed(1).unsigned(1).unsigned(4).i16(0)));

    assertTrue(e.getMessage().contains("2017 (calibrated pixels): pixel 4 of 4"), e.getMessage());
  }

  @Test
  void showersTellProfilesAndExtraParameters() throws IOException {
    Map<String, Object> facts =
        describe(
            false,
            2020,
            2,
            1,
            o ->
                o.i32(0)
                    .f32(0.5, 0.5, 1.2, 10, 20000, 300, 9000, 310, 320)
                    .i16(1)
                    .i32(1001, 3)
                    .f32(0, 60, 1, 2, 4)
                    .nested(
                        1215,
                        0,
                        0,
                        x -> x.f32(0.75).unsigned(2).unsigned(3).i32(7, -8).f32(1.5, 2.5, 3.5)));

    assertEquals(7, mean(facts, "shower development", "sum of profile 1001"));
    assertEquals(320, mean(facts, "shower development", "depth of Cherenkov maximum (g/cm²)"));
    assertEquals(0.75, mean(facts, "extra shower parameters", "weight"));
    assertEquals(-8, mean(facts, "extra shower parameters", "integer parameter 1"));
    assertEquals(3.5, mean(facts, "extra shower parameters", "real parameter 2"));
  }

  @Test
  void corsikaProfilesEndsAndCardsAreRead() throws IOException {
    SimtelWriter w = new SimtelWriter(false, false);
    w.top(1211, 0, 1, o -> o.i32(1, 1).i16(2).i16(3).f32(20).f32(1, 2, 3, 4, 5, 6));
    double[] end = new double[273];
    end[1] = 1;
    end[2] = 1000;
    end[5] = 40;
    w.top(1209, 0, 1, o -> o.i32(273).f32(end));
    w.top(1212, 0, 0, o -> o.i32(2).text("RUNNR 1").text("EXIT"));
    w.top(
        1205,
        1000,
        0,
        o ->
            o.i16(0)
                .i16(0)
                .f32(2.5)
                .i32(1)
                .i16(100)
                .i16(-200)
                .i16(30000)
                .i16(-15000)
                .i16(25)
                .i16(3000)
                .i16(250)
                .i16(400));
    Map<String, Object> facts = FileDescription.of("toy", new ByteArrayInputStream(w.bytes()));

    assertEquals(20, mean(facts, "longitudinal profile", "step (g/cm²)"));
    assertEquals(15, mean(facts, "longitudinal profile", "sum of profile 1"));
    assertEquals(1000, mean(facts, "CORSIKA event end", "photons"));
    assertEquals(40, mean(facts, "CORSIKA event end", "muons"));
    assertEquals(2, number(facts, "CORSIKA input card", "characters of a line", "count"));
    assertEquals(-20, mean(facts, "bunches", "y (cm)"), 1e-6);
    assertEquals(-0.5, mean(facts, "bunches", "direction y"));
    assertEquals(1000, mean(facts, "bunches", "emission height (cm)"), 1e-3);
    assertEquals(2.5, mean(facts, "bunches", "photons"), 1e-6);
  }

  @Test
  void everyPartOfAMonitoringReportIsRead() throws IOException {
    Map<String, Object> facts =
        describe(
            false,
            2022,
            1,
            0x7F01,
            o -> {
              o.i32(0, 0, 0, 0).signed(2).signed(3).signed(1).signed(2);
              o.i32(0, 0, 21);
              o.i32(0, 0, 5, 6).f32(100, 10, 30, 90, 1.5, 7);
              o.i32(0, 0).i16(40).f32(1, 2, 3, 4, 5, 6).fill(6, 2.5);
              o.i32(0, 0).i16(2).i16(1).i16(800).i16(810).i16(820).i16(1).i16(2).i16(3);
              o.u8(0).u8(0).u8(0).i16(20).i16(22).i16(18);
              o.i32(0, 0).i16(9).i16(10).i16(65000).i16(1).i16(1).i16(1);
              o.i32(0, 0).i16(700).i16(710).i16(720).i16(33).u8(1).u8(1).u8(1).u8(1).u8(1).u8(1);
              o.i32(0, 0).i16(1).i16(2).i16(3).i16(4).i16(5);
            });

    assertEquals(21, mean(facts, "camera monitoring", "status bits"));
    assertEquals(20, mean(facts, "camera monitoring", "sector rate (Hz)"));
    assertEquals(3.5, mean(facts, "camera monitoring", "pedestal (sum of counts)"));
    assertEquals(810, mean(facts, "camera monitoring", "voltage"));
    assertEquals(21, mean(facts, "camera monitoring", "drawer temperature"));
    assertEquals(65000, number(facts, "camera monitoring", "current", "highest"));
    assertEquals(33, mean(facts, "camera monitoring", "threshold setting"));
  }

  /** Number, mean, lowest and highest value as {@code objects.py} prints them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gamma_prod6_tel_event_header_v4.simtel.zst | image parameters | amplitude (p.e.) | 6 | 278.7141571044922 | 48.425418853759766 | 553.2877807617188
          gamma_prod6_tel_event_header_v4.simtel.zst | image parameters | orientation (rad) | 6 | 1.5098329683144887 | -1.365077018737793 | 4.583625316619873
          gamma_prod6_tel_event_header_v4.simtel.zst | stereo reconstruction | core x (m) | 1 | -124.09419250488281 | -124.09419250488281 | -124.09419250488281
          gamma_prod6_tel_event_header_v4.simtel.zst | camera monitoring | pedestal (sum of counts) | 159530 | 15093.003495607703 | 14472.2177734375 | 16094.7783203125
          gamma_prod6_tel_event_header_v4.simtel.zst | camera monitoring | voltage current | 79765 | 119.59618880461355 | 98 | 143
          gamma_prod6_tel_event_header_v4.simtel.zst | photo-electrons of pixels | amplitude | 1836 | 1.0010469761174396 | -0.008861233480274677 | 2.4033703804016113
          gamma_prod6_tel_event_header_v4.simtel.zst | shower development | sum of profile 1010 | 1 | 6070060.408203125 | 6070060.408203125 | 6070060.408203125
          history_meta_75.simtel.zst | image parameters | rise time | 15 | 4.841026401519775 | 1.6541789770126343 | 9.79910945892334
          history_meta_75.simtel.zst | telescope event header | sector time (ns) | 410 | 46.49816120426829 | 36.1328125 | 63.75
          history_meta_75.simtel.zst | laser calibration | flat-field factor | 70490 | 1.0014578128870641 | 0.8068238496780396 | 1.3278838396072388
          lst_with_photons.simtel.zst | bunches | emission height (cm) | 6289 | 252172.08217472967 | 214783.046875 | 325087.3125
          lst_with_photons.simtel.zst | bunches | direction x | 6289 | 0.004968638357633485 | -0.021700000390410423 | 0.0201666671782732
          aux_traces_2030.simtel.zst | pixel monitoring | high gain amplitude | 1855 | 25.806578971883358 | 18.32271385192871 | 41.47798156738281
          """)
  void numbersOfRealFilesAreThoseOfPyeventio(
      String file, String kind, String name, int count, double mean, double low, double high)
      throws IOException {
    Map<String, Object> facts;
    try (InputStream in = CompressedInput.open(RealFilesTest.file(file))) {
      facts = FileDescription.of(file, in);
    }

    assertEquals(count, number(facts, kind, name, "count"));
    assertEquals(mean, mean(facts, kind, name), 1e-9 + 1e-6 * Math.abs(mean));
    assertEquals(low, number(facts, kind, name, "lowest"), 1e-6 * Math.abs(low));
    assertEquals(high, number(facts, kind, name, "highest"), 1e-6 * Math.abs(high));
  }
}
