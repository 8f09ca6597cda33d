package io.bluewake.source.eventio;

import io.bluewake.codec.ByteReader;
import io.bluewake.codec.FormatException;
import io.bluewake.source.eventio.FactSheet.Sheet;

/**
 * What cameras report of their readout: telescope event headers (object 2011), pixel lists (2027),
 * monitoring (2022, 2033), laser calibrations (2023), trigger times of pixels (2032).
 */
final class ReadoutDetails {
  private static final String[] PIXEL_MONITORING = {
    "night sky rate (1/ns)",
    "relative quantum efficiency",
    "relative gain",
    "relative voltage",
    "anode current (µA)",
    "high gain amplitude",
    "low gain amplitude"
  };

  private ReadoutDetails() {}

  /** Header of a telescope event: what triggered, and when. */
  static void header(ObjectHeader object, ByteReader in, Sheet out) throws FormatException {
    Versions.atMost(in, object.version, 4);
    in.skip(24); // counters, times
    int trigger = in.i16();
    out.add("trigger source", trigger & 0xFF);
    boolean old = object.version <= 1;
    if ((trigger & 0x100) != 0) {
      int sectors = list(in, old);
      out.add("trigger sectors", sectors);
      if (object.version >= 1 && (trigger & 0x400) != 0) {
        out.add("sector time (ns)", in.f32s(sectors));
      }
    }
    if ((trigger & 0x200) != 0) {
      out.add("physical addresses", list(in, old));
    }
    if (object.version >= 3) {
      out.add("readout time", in.f32());
      out.add("relative trigger time (ns)", in.f32());
    }
    if (object.version >= 4) {
      out.add("first sample", in.i32());
    }
  }

  /** Passes over a list and tells its length. */
  private static int list(ByteReader in, boolean old) throws FormatException {
    int n = old ? in.i16() : in.signedVarCount();
    if (old) {
      in.skip(in.need(n, 2));
    } else {
      in.varInts(n);
    }
    return n;
  }

  /** Number of triggered, image or otherwise selected pixels, by the code in the identifier. */
  static void pixels(ObjectHeader object, ByteReader in, Sheet out) throws FormatException {
    Versions.atMost(in, object.version, 1);
    int n = object.version < 1 ? in.i16() : (int) in.varInt();
    int code = object.id / 1_000_000;
    out.add(code == 0 ? "triggered" : code == 1 ? "in the image" : "list " + code, n);
  }

  /** Times at which pixels triggered. */
  static void triggerTimes(ObjectHeader object, ByteReader in, Sheet out) throws FormatException {
    Versions.atMost(in, object.version, 0);
    float step = in.f32();
    int n = in.signedVarCount();
    in.varInts(n); // pixels
    for (int t : in.varInts(n)) {
      out.add("time (ns)", step * t);
    }
  }

  /** Eight optional lists, one value per pixel: seven of numbers, one of truth values. */
  static int monitored(ObjectHeader object, ByteReader in, Sheet out) throws FormatException {
    Versions.atMost(in, object.version, 0);
    int flags = in.i32();
    int pixels = in.i32();
    int channels = in.i16();
    in.need(pixels, 1);
    for (int bit = 0; bit < PIXEL_MONITORING.length; bit++) {
      if ((flags >> bit & 1) != 0 && (bit < 6 || channels > 1)) {
        out.add(PIXEL_MONITORING[bit], in.f32s(pixels));
      }
    }
    if ((flags >> 7 & 1) != 0) {
      int disabled = 0;
      for (int p = 0; p < pixels; p++) {
        disabled += in.u8() != 0 ? 1 : 0;
      }
      out.add("disabled pixels", disabled);
    }
    return pixels;
  }

  /** Gains, saturation, time corrections and flat-field factors of a camera. */
  static void laser(ObjectHeader object, ByteReader in, Sheet out) throws FormatException {
    Versions.atMost(in, object.version, 3);
    int pixels = in.u16();
    int channels = in.i16();
    int values = in.need((long) pixels * channels, 4) / 4;
    in.i32(); // identifier
    out.add("gain (p.e. per count)", in.f32s(values));
    if (object.version >= 1) {
      for (int c = 0; c < channels; c++) {
        out.add("largest fraction in the sum", in.f32());
        out.add("largest fraction in the pixel timing", in.f32());
      }
    }
    if (object.version >= 2) {
      out.add("time correction (ns)", in.f32s(values));
    }
    if (object.version >= 3) {
      out.add("flat-field factor", in.f32s(values));
    }
  }

  /** The parts of a monitoring report that have changed since the last, by bits. */
  static void monitoring(ObjectHeader object, ByteReader in, Sheet out) throws FormatException {
    Versions.atMost(in, object.version, 1);
    int what = object.id >> 8 & 0xFFFF;
    boolean old = object.version == 0;
    in.skip(16); // known and new parts, identifier, time
    int sectors = dimension(in, old);
    int pixels = dimension(in, old);
    int drawers = dimension(in, old);
    int channels = dimension(in, old);
    if ((what & 0x01) != 0) {
      in.skip(8);
      out.add("status bits", in.i32());
    }
    if ((what & 0x02) != 0) {
      rates(in, sectors, out);
    }
    if ((what & 0x04) != 0) {
      in.skip(8);
      out.add("samples of a pedestal", in.i16());
      int values = in.need((long) channels * pixels, 4) / 4;
      out.add("pedestal (sum of counts)", in.f32s(values));
      out.add("noise (counts)", in.f32s(values));
    }
    if ((what & 0x08) != 0) {
      voltages(in, pixels, drawers, out);
    }
    if ((what & 0x10) != 0) {
      in.skip(8);
      unsigned("current", in, pixels, out);
      unsigned("scaler", in, pixels, out);
    }
    if ((what & 0x20) != 0) {
      in.skip(8);
      unsigned("voltage setting", in, pixels, out);
      unsigned("threshold setting", in, drawers, out);
      in.skip(in.need(pixels, 2)); // which are set
    }
    if ((what & 0x40) != 0) {
      in.skip(18); // data acquisition
    }
  }

  private static int dimension(ByteReader in, boolean old) throws FormatException {
    long n = old ? in.i16() : in.varInt();
    if (n < 0 || n > Integer.MAX_VALUE) {
      throw new FormatException(in.position(), "a dimension of " + n);
    }
    return (int) n;
  }

  private static void rates(ByteReader in, int sectors, Sheet out) throws FormatException {
    in.skip(8);
    out.add("coincidences", in.i32());
    out.add("events", in.i32());
    out.add("trigger rate (Hz)", in.f32());
    out.add("sector rate (Hz)", in.f32s(sectors));
    out.add("event rate (Hz)", in.f32());
    out.add("data rate", in.f32());
    out.add("mean number of significant pixels", in.f32());
  }

  private static void voltages(ByteReader in, int pixels, int drawers, Sheet out)
      throws FormatException {
    in.skip(8);
    int drawerTemperatures = in.i16();
    int cameraTemperatures = in.i16();
    for (int v : in.i16s(pixels)) {
      out.add("voltage", v);
    }
    for (int v : in.i16s(pixels)) {
      out.add("voltage current", v);
    }
    in.skip(in.need(pixels, 1)); // status
    for (int t : in.i16s(in.need((long) drawers * drawerTemperatures, 2) / 2)) {
      out.add("drawer temperature", t);
    }
    for (int t : in.i16s(cameraTemperatures)) {
      out.add("camera temperature", t);
    }
  }

  private static void unsigned(String name, ByteReader in, int n, Sheet out)
      throws FormatException {
    in.need(n, 2);
    for (int i = 0; i < n; i++) {
      out.add(name, in.u16());
    }
  }
}
