package io.bluewake.source.eventio;

import io.bluewake.codec.ByteReader;
import io.bluewake.codec.FormatException;
import io.bluewake.source.eventio.FactSheet.Sheet;

/**
 * Results of the analysis inside sim_telarray: image parameters (object 2014), the stereo
 * reconstruction (2015) and calibrated pixels (2017). Flags in the identifier say what is there.
 */
final class StoredResults {
  private static final String[] MOMENTS = {
    "amplitude (p.e.)", "x (rad)", "y (rad)", "orientation (rad)", "length (rad)", "width (rad)"
  };
  private static final String[] ERRORS = {
    "x error (rad)",
    "y error (rad)",
    "orientation error (rad)",
    "length error (rad)",
    "width error (rad)"
  };
  private static final String[] HIGHER = {
    "skewness", "skewness error", "kurtosis", "kurtosis error"
  };
  private static final String[] TIMES = {
    "time slope", "time residual", "pulse width at 50 %", "pulse width at 20 %", "rise time"
  };

  /** What each bit of the identifier of a stereo reconstruction stands for. */
  private static final String[][] STEREO = {
    {"azimuth (rad)", "altitude (rad)"},
    {"direction error 1 (rad)", "direction error 2 (rad)", "direction error 3"},
    {"core x (m)", "core y (m)"},
    {"core error 1 (m)", "core error 2 (m)", "core error 3"},
    {"mean scaled length", "mean scaled width"},
    {"error of mean scaled length", "error of mean scaled width"},
    {"energy (TeV)"},
    {"energy error (TeV)"},
    {"depth of maximum (g/cm²)"},
    {"error of the depth of maximum (g/cm²)"}
  };

  private StoredResults() {}

  /** Image parameters of a telescope. */
  static void image(ObjectHeader object, ByteReader in, Sheet out) throws FormatException {
    Versions.atMost(in, object.version, 6);
    int version = object.version;
    int flags = object.id;
    if (version >= 2) {
      out.add("pixels", small(in, version));
    }
    if (version >= 4) {
      int saturated = small(in, version);
      out.add("saturated pixels", saturated);
      if (saturated > 0 && version >= 5) {
        out.add("clipping amplitude", in.f32());
      }
    }
    each(MOMENTS, in, out);
    out.add("pixels of the concentration", in.i16());
    out.add("concentration", in.f32());
    if ((flags & 0x100) != 0) {
      each(ERRORS, in, out);
    }
    if ((flags & 0x200) != 0) {
      each(HIGHER, in, out);
    }
    if ((flags & 0x400) != 0) {
      int hot = small(in, version);
      out.add("amplitude of the hottest pixels", in.f32s(hot));
      if (version > 5) {
        in.varInts(hot); // their numbers
      } else {
        in.skip(version >= 1 ? 2L * hot : 0);
      }
    }
    if ((flags & 0x800) != 0 && version >= 3) {
      each(TIMES, in, out);
    }
  }

  private static int small(ByteReader in, int version) throws FormatException {
    long n = version > 5 ? in.varInt() : in.i16();
    if (n < 0 || n > Short.MAX_VALUE * 32L) {
      throw new FormatException(in.position(), n + " pixels");
    }
    return (int) n;
  }

  private static void each(String[] names, ByteReader in, Sheet out) throws FormatException {
    for (String name : names) {
      out.add(name, in.f32());
    }
  }

  /** Stereo reconstruction of an event. */
  static void stereo(ObjectHeader object, ByteReader in, Sheet out) throws FormatException {
    Versions.atMost(in, object.version, 2);
    out.add("triggered telescopes", in.i16());
    out.add("telescopes read out", in.i16());
    int images = in.i16();
    out.add("images", images);
    if (object.version >= 1) {
      in.i32(); // which ones, a bit each
    }
    if (object.version >= 2) {
      in.skip(in.need(images, 2)); // which ones, a list
    }
    for (int bit = 0; bit < STEREO.length; bit++) {
      if ((object.id >> bit & 1) != 0) {
        each(STEREO[bit], in, out);
      }
    }
  }

  /**
   * Charges of pixels, as half precision numbers: of those in a list, of those marked in a map of a
   * byte each, or of all.
   */
  static void calibrated(ObjectHeader object, ByteReader in, Sheet out) throws FormatException {
    Versions.atMost(in, object.version, 0);
    long pixels = in.unsignedVarInt(); // only a limit: they need not be stored
    out.add("pixels", (double) pixels);
    out.add("integration method", (double) in.varInt());
    int selection = (int) in.varInt();
    int significant = 0;
    switch (selection) {
      case 1 -> {
        significant = in.varCount();
        for (int i = 0; i < significant; i++) {
          long pixel = in.unsignedVarInt();
          if (pixel < 0 || pixel >= pixels) {
            throw new FormatException(in.position(), "pixel " + pixel + " of " + pixels);
          }
        }
      }
      case -1 -> {
        int marks = in.need(pixels, 1);
        for (int i = 0; i < marks; i++) {
          significant += in.u8() != 0 ? 1 : 0;
        }
      }
      case 2 -> significant = in.need(pixels, 2) / 2;
      default -> significant = 0;
    }
    out.add("significant pixels", significant);
    in.need(significant, 2);
    for (int i = 0; i < significant; i++) {
      out.add("charge (p.e.)", in.f16());
    }
  }
}
