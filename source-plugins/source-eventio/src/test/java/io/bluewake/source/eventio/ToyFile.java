package io.bluewake.source.eventio;

import java.util.function.Consumer;

/** A small sim_telarray file with two telescopes of seven hexagonal pixels and two gains. */
final class ToyFile {
  static final int PIXELS = 7;
  static final int SAMPLES = 12;
  static final int RUN = 77;

  private ToyFile() {}

  /** Everything in front of the events. */
  static SimtelWriter header(boolean bigEndian, boolean extended) {
    SimtelWriter w = new SimtelWriter(bigEndian, extended);
    w.topOfObjects(70, 1, 0, o -> o.nested(71, 1, 0, c -> c.i32(5).text("sim_telarray x")));
    w.topOfObjects(
        70, 1, 0, o -> o.nested(72, 1, 0, c -> c.i32(5).text("store_photoelectrons 60")));
    w.top(
        75,
        0,
        -1,
        o -> o.unsigned(2).varText("ARRAY_CONFIG_NAME").varText("toys").varText("k").varText("v"));
    w.top(
        2000,
        2,
        RUN,
        o ->
            o.i32(RUN, 1_600_000_000, 0, 0, 0)
                .f32(0.5, 1.2, 0, 0, 0, 0, 0)
                .i32(2)
                .i16(1)
                .i16(2)
                .f32(10, 20, 1, -30, 40, 2)
                .i32(2, 0)
                .text("target")
                .text("observer"));
    w.top(
        2001,
        4,
        RUN,
        o ->
            o.i32(1, 7700, 11, 1, 22, 12)
                .f32(2150)
                .i32(100, 10, 1)
                .f32(0, 500, 1.2, 1.2, 0.5, 0.5)
                .i32(1)
                .f32(0, 10, 0.01, 100, -2, 38, 0.6, -0.07, 0)
                .i32(26, 187, 2, 3)
                .f32(5, 240, 700)
                .i32(0, 303));
    for (int tel = 1; tel <= 2; tel++) {
      telescope(w, tel);
    }
    return w;
  }

  private static void telescope(SimtelWriter w, int tel) {
    w.top(
        2002,
        5,
        tel,
        o -> {
          o.i32(PIXELS).f32(28, 29.3).f32(0);
          for (int p = 0; p < 6; p++) {
            o.f32(0.05 * Math.cos(p * Math.PI / 3));
          }
          o.f32(0);
          for (int p = 0; p < 6; p++) {
            o.f32(0.05 * Math.sin(p * Math.PI / 3));
          }
          o.signed(0).signed(1).signed(1).signed(1).f32(0.002, 0.05).i32(198).f32(387, 0.1);
        });
    w.top(2003, 2, tel, o -> o.i32(PIXELS, 1, 2, 0));
    w.top(
        2004,
        3,
        tel,
        o ->
            o.i32(0, 0, 0, PIXELS, 0, 0, 0, 0, 0, 0, 0)
                .i32(1, 5, 1)
                .i16(0)
                .i16(1)
                .f32(1)
                .i32(SAMPLES)
                .signed(1)
                .signed(3)
                .f32(0.5)
                .i16(0x3C00)
                .i16(0x4000)
                .i16(0x3C00)
                .i32(0));
    w.top(2005, 0, tel, o -> o.i32(0, tel == 2 ? 1 : 0).i32(tel == 2 ? new int[] {3} : new int[0]));
    w.top(2006, 0, tel, o -> o.i32(new int[16]));
    w.top(2008, 0, tel, o -> o.i32(0).fill(12, 0));
    w.top(2007, 0, tel, o -> o.i32(0, 0));
  }

  /** Pedestals and gains of both telescopes. */
  static void calibration(SimtelWriter w) {
    for (int tel = 1; tel <= 2; tel++) {
      int id = tel;
      w.top(
          2022,
          1,
          id | 0x400,
          o ->
              o.i16(4)
                  .i16(4)
                  .i32(1, 0, 0)
                  .signed(0)
                  .signed(PIXELS)
                  .signed(1)
                  .signed(2)
                  .i32(0, 0)
                  .i16(10)
                  .fill(PIXELS, 1000)
                  .fill(PIXELS, 990)
                  .fill(2 * PIXELS, 1));
      w.top(
          2023,
          3,
          id,
          o ->
              o.i16(PIXELS)
                  .i16(2)
                  .i32(1)
                  .fill(PIXELS, 0.02)
                  .fill(PIXELS, 0.4)
                  .fill(4, 1)
                  .fill(2 * PIXELS, 0.25)
                  .fill(2 * PIXELS, 1));
    }
  }

  /** The shower and one use of it. */
  static void shower(SimtelWriter w, int event) {
    w.top(
        2020,
        1,
        event / 100,
        o -> o.i32(0).f32(0.5, 0.5, 1.2, 0, 20000, 300, 9000, 9000, 9000).i16(0));
    w.top(2021, 1, event, o -> o.i32(event / 100).f32(50, -60));
  }

  /** Photo-electrons: pixel p of telescope t has p + t of them. */
  static void photoElectrons(SimtelWriter w, int event) {
    w.topOfObjects(
        1204,
        0,
        event,
        o -> {
          for (int tel = 0; tel < 2; tel++) {
            int t = tel;
            o.nested(
                1208,
                2,
                t,
                c -> {
                  c.i32(28).i32(PIXELS).i16(0).i32(PIXELS);
                  for (int p = 0; p < PIXELS; p++) {
                    c.i16(p).i32(p + t).fill(p + t, 5);
                  }
                });
          }
        });
    w.top(2026, 2, event, o -> o.i32(event / 100, 2, 21, 28, 0, 0).fill(10, 1));
  }

  /** Counts of the toy waveforms. */
  static int adc(int tel, int channel, int pixel, int sample) {
    int pulse = sample == 5 ? (channel == 0 ? 900 * pixel : 60 * pixel) : 0;
    return 300 + 5 * tel + pulse + (sample * 7 + pixel * 3) % 11 - 20 * channel;
  }

  /** An array event; {@code waveforms} writes what the telescopes have. */
  static void event(SimtelWriter w, int event, Waveforms waveforms) {
    w.topOfObjects(2010, 0, event, o -> content(o, event, waveforms));
  }

  /** Writes the ADC data of a telescope. */
  interface Waveforms {
    void write(SimtelWriter w, int telescope);
  }

  /** What is in an array event. */
  static void content(SimtelWriter o, int event, Waveforms waveforms) {
    o.nested(
        2009,
        3,
        event,
        c ->
            c.i32(0, 0, 1_600_000_001, 250, 0, 0)
                .i16(2)
                .i16(2)
                .i16(1)
                .f32(2.5, 0)
                .i16(2)
                .i16(2)
                .i16(1)
                .unsigned(0x21)
                .unsigned(1)
                .f32(0.5, 1.2, 0.299));
    for (int tel = 2; tel >= 1; tel--) {
      int t = tel;
      Consumer<SimtelWriter> parts =
          c -> {
            c.nested(2011, 2, t, h -> h.i32(1, 1, 0, 0, 0, 0).i16(0));
            waveforms.write(c, t);
            c.nested(2027, 1, t, l -> l.signed(3).signed(1).signed(2).signed(3));
          };
      o.nestedOfObjects(2200 + t, 1, event, parts);
    }
    for (int tel = 1; tel <= 2; tel++) {
      o.nested(2100 + tel, 0, tel | 0x300, c -> c.f32(0.5, 1.2, 0.51, 1.21));
    }
  }

  /** All samples of all pixels. */
  static void samples(SimtelWriter w, int tel) {
    w.nested(
        2013,
        3,
        tel << 12,
        o -> {
          o.i32(PIXELS).i16(2).i16(SAMPLES);
          for (int channel = 0; channel < 2; channel++) {
            for (int p = 0; p < PIXELS; p++) {
              o.differences(trace(tel, channel, p));
            }
          }
        });
  }

  static int[] trace(int tel, int channel, int pixel) {
    int[] trace = new int[SAMPLES];
    for (int s = 0; s < SAMPLES; s++) {
      trace[s] = adc(tel, channel, pixel, s);
    }
    return trace;
  }

  /** A whole file. */
  static byte[] file(boolean bigEndian, boolean extended, int events, Waveforms waveforms) {
    SimtelWriter w = header(bigEndian, extended);
    for (int e = 1; e <= events; e++) {
      shower(w, 100 * e);
      photoElectrons(w, 100 * e);
      if (e == 1) {
        calibration(w);
      }
      event(w, 100 * e, waveforms);
    }
    return w.bytes();
  }
}
