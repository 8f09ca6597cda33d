package io.bluewake.source.eventio;

import io.bluewake.codec.ByteReader;
import io.bluewake.codec.FormatException;
import io.bluewake.source.eventio.FactSheet.Sheet;

/**
 * What a simulation knows beyond the true shower: its development (2020), extra parameters (1215),
 * photons at the telescopes (2026, 1205), photo-electrons (1208), longitudinal profiles (1211) and
 * the sums at the end of a CORSIKA event (1209).
 */
final class SimulationDetails {
  private static final int PARTICLES = 999_999;
  private static final int CORSIKA_WORDS = 273;
  private static final float EMITTER = 9999;

  private static final String[] BUNCH = {
    "x (cm)",
    "y (cm)",
    "direction x",
    "direction y",
    "time (ns)",
    "emission height (cm)",
    "photons",
    "wavelength (nm)"
  };
  private static final String[] PARTICLE = {
    "x (cm)",
    "y (cm)",
    "direction x",
    "direction y",
    "time (ns)",
    "momentum (GeV/c)",
    "weight",
    "particle code"
  };
  private static final String[] EMITTING = {
    "x (cm)", "y (cm)", "mass", "charge", "time (ns)", "emission time (ns)", "energy", "wavelength"
  };

  private static final String[] PHOTONS = {
    "photons",
    "photons after the atmosphere",
    "photons after the atmosphere, 300 to 600 nm",
    "photons after the atmosphere and quantum efficiency",
    "photons after the atmosphere, 350 to 450 nm"
  };

  private static final String[] EVENT_END = {
    "photons", "electrons", "hadrons", "muons", "particles written"
  };

  private SimulationDetails() {}

  /** Development of a shower and, from version 2 on, its extra parameters. */
  static void shower(ObjectHeader object, ByteReader in, Sheet out, Sheet extra)
      throws FormatException {
    Versions.atMost(in, object.version, 2);
    boolean old = object.version < 1;
    in.i32(); // primary
    out.add("energy (TeV)", in.f32());
    out.add("azimuth (rad)", in.f32());
    out.add("altitude (rad)", in.f32());
    if (!old) {
      out.add("starting depth (g/cm²)", in.f32());
    }
    out.add("height of the first interaction (m)", in.f32());
    out.add("depth of maximum (g/cm²)", in.f32());
    if (!old) {
      out.add("height of maximum (m)", in.f32());
      out.add("depth of electron maximum (g/cm²)", in.f32());
      out.add("depth of Cherenkov maximum (g/cm²)", in.f32());
    }
    int profiles = in.i16();
    for (int i = 0; i < profiles; i++) {
      profile(in, out);
    }
    if (object.version >= 2) {
      ObjectHeader inner = new ObjectHeader();
      inner.read(in);
      if (inner.type != ObjectTypes.EXTRA_PARAMETERS) {
        throw new FormatException(inner.start, inner.name() + " at the end of a shower");
      }
      extra(in, extra);
    }
  }

  private static void profile(ByteReader in, Sheet out) throws FormatException {
    int id = in.i32();
    int steps = in.i32();
    in.skip(8); // first and last depth
    out.add("sum of profile " + id, sum(in.f32s(steps)));
  }

  private static double sum(float[] values) {
    double sum = 0;
    for (float v : values) {
      sum += v;
    }
    return sum;
  }

  /** Weight and free parameters of a shower. */
  static void extra(ByteReader in, Sheet out) throws FormatException {
    out.add("weight", in.f32());
    int integers = in.varCount();
    int reals = in.varCount();
    out.add("integer parameters", integers);
    out.add("real parameters", reals);
    int[] whole = in.i32s(integers);
    for (int i = 0; i < integers; i++) {
      out.add("integer parameter " + i, whole[i]);
    }
    float[] real = in.f32s(reals);
    for (int i = 0; i < reals; i++) {
      out.add("real parameter " + i, real[i]);
    }
  }

  /** Photo-electrons and photons of all telescopes in an event. */
  static void sums(ObjectHeader object, ByteReader in, Sheet out) throws FormatException {
    Versions.atMost(in, object.version, 2);
    in.i32(); // shower
    int telescopes = in.i32();
    for (int n : in.i32s(telescopes)) {
      out.add("photo-electrons", n);
    }
    for (int n : in.i32s(telescopes)) {
      if (n != 0) {
        throw new FormatException(in.position(), "photo-electron sums of single pixels");
      }
    }
    int kinds = object.version == 0 ? 0 : object.version == 1 ? 4 : 5;
    for (int k = 0; k < kinds; k++) {
      out.add(PHOTONS[k], in.f32s(telescopes));
    }
  }

  /** Bunches of photons at a telescope, or particles at the observation level. */
  static void bunches(ObjectHeader object, ByteReader in, FactSheet sheets) throws FormatException {
    in.skip(8); // array, telescope, sum of the photons
    int n = in.i32();
    boolean compact = object.version / 1000 == 1;
    in.need(n, compact ? 16 : 32);
    boolean particles = object.id == PARTICLES;
    Sheet out = sheets.of(particles ? "particles" : "bunches");
    float[] v = new float[8];
    for (int i = 0; i < n; i++) {
      for (int c = 0; c < v.length; c++) {
        v[c] = compact ? in.i16() : in.f32();
      }
      if (compact) {
        expand(v);
      }
      boolean emitter = !particles && v[7] == EMITTER;
      String[] names = particles ? PARTICLE : emitter ? EMITTING : BUNCH;
      Sheet to = emitter ? sheets.of("emitting particles") : out;
      for (int c = 0; c < v.length; c++) {
        to.add(names[c], v[c]);
      }
    }
  }

  /** Undoes the scaling of 16 bit bunches: mm, 1/30000, 0.1 ns, log10 / 1000, 0.01 photons. */
  private static void expand(float[] v) {
    v[0] *= 0.1f;
    v[1] *= 0.1f;
    v[2] = Math.max(-1, Math.min(1, v[2] / 30000));
    v[3] = Math.max(-1, Math.min(1, v[3] / 30000));
    v[4] *= 0.1f;
    v[5] = (float) Math.pow(10, v[5] * 0.001);
    v[6] *= 0.01f;
  }

  /** Photo-electrons of a telescope: how many in which pixel, when, how large. */
  static void photoElectrons(ObjectHeader object, ByteReader in, Sheet out) throws FormatException {
    Versions.between(in, object.version, 1, 3);
    in.skip(8); // sum, pixels
    int flags = object.version > 1 ? in.i16() : 0;
    int entries = in.i32();
    for (int i = 0; i < entries; i++) {
      pixel(in, object.version);
      int n = in.i32();
      out.add("photo-electrons of a pixel", n);
      out.add("time (ns)", in.f32s(n));
      if ((flags & 1) != 0) {
        out.add("amplitude", in.f32s(n));
      }
    }
    if ((flags & 4) != 0) {
      int lit = in.i32();
      for (int i = 0; i < lit; i++) {
        in.skip(2);
        out.add("photons of a pixel", in.i32());
      }
    }
  }

  private static void pixel(ByteReader in, int version) throws FormatException {
    if (version > 2) {
      in.varInt();
    } else {
      in.skip(2);
    }
  }

  /** Profiles of a CORSIKA shower along its axis. */
  static void longitudinal(ByteReader in, Sheet out) throws FormatException {
    in.skip(8); // event, type
    int profiles = in.i16();
    int steps = in.i16();
    out.add("step (g/cm²)", in.f32());
    in.need((long) Math.max(0, profiles) * Math.max(0, steps), 4);
    for (int p = 0; p < profiles; p++) {
      out.add("sum of profile " + p, sum(in.f32s(steps)));
    }
  }

  /** Particle sums of a CORSIKA event. */
  static void eventEnd(ByteReader in, Sheet out) throws FormatException {
    int words = in.i32();
    if (words != CORSIKA_WORDS) {
      throw new FormatException(in.position(), words + " words at the end of an event");
    }
    in.skip(8); // mark, event
    for (String name : EVENT_END) {
      out.add(name, in.f32());
    }
  }

  /** Length of the steering card in lines. */
  static void inputCard(ByteReader in, Sheet out) throws FormatException {
    int lines = in.i32();
    in.need(lines, 2);
    for (int i = 0; i < lines; i++) {
      out.add("characters of a line", in.text(in.u16()).length());
    }
  }
}
