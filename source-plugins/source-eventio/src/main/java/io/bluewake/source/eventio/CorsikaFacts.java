package io.bluewake.source.eventio;

import io.bluewake.codec.ByteReader;
import io.bluewake.codec.FormatException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the objects of a CORSIKA IACT file say: run and event headers, telescopes, photons. */
final class CorsikaFacts {
  private static final int WORDS = 273;
  private static final double GEV_PER_TEV = 1000;
  private static final double CM_PER_M = 100;

  private float[] run = new float[0];
  private final List<Object> telescopes = new ArrayList<>();
  private final Map<String, Long> primaries = new TreeMap<>();
  private long events;
  private long uses;
  private double lowest = Double.POSITIVE_INFINITY;
  private double highest;

  static boolean takes(int type) {
    return type == ObjectTypes.CORSIKA_RUN_HEADER
        || type == ObjectTypes.CORSIKA_TELESCOPES
        || type == ObjectTypes.CORSIKA_EVENT_HEADER
        || type == ObjectTypes.ARRAY_OFFSETS;
  }

  void read(ObjectHeader object, ByteReader in) throws FormatException {
    switch (object.type) {
      case ObjectTypes.CORSIKA_RUN_HEADER -> run = block(in);
      case ObjectTypes.CORSIKA_TELESCOPES -> readTelescopes(in);
      case ObjectTypes.ARRAY_OFFSETS -> uses = Math.max(uses, in.i32());
      default -> readEvent(block(in));
    }
  }

  private static float[] block(ByteReader in) throws FormatException {
    int words = in.i32();
    if (words != WORDS) {
      throw new FormatException(in.position(), words + " words where CORSIKA writes " + WORDS);
    }
    return in.f32s(WORDS);
  }

  private void readTelescopes(ByteReader in) throws FormatException {
    int n = in.i32();
    in.need(n, 16);
    float[] x = in.f32s(n);
    float[] y = in.f32s(n);
    float[] z = in.f32s(n);
    float[] radius = in.f32s(n);
    for (int t = 0; t < n; t++) {
      Map<String, Object> telescope = new LinkedHashMap<>();
      telescope.put("x (m)", x[t] / CM_PER_M);
      telescope.put("y (m)", y[t] / CM_PER_M);
      telescope.put("z (m)", z[t] / CM_PER_M);
      telescope.put("radius (m)", radius[t] / CM_PER_M);
      telescopes.add(telescope);
    }
  }

  private void readEvent(float[] event) {
    events++;
    primaries.merge(particle((int) event[2]), 1L, Long::sum);
    lowest = Math.min(lowest, event[3] / GEV_PER_TEV);
    highest = Math.max(highest, event[3] / GEV_PER_TEV);
  }

  /** CORSIKA has numbers of its own for the light particles. */
  private static String particle(int corsika) {
    return switch (corsika) {
      case 1 -> "gamma";
      case 2 -> "positron";
      case 3 -> "electron";
      case 5 -> "muon+";
      case 6 -> "muon-";
      case 14 -> "proton";
      default -> FileDescription.particle(corsika);
    };
  }

  void addTo(Map<String, Object> facts) {
    if (run.length == WORDS) {
      facts.put("run", (long) run[1]);
      facts.put("date (yymmdd)", (long) run[2]);
      facts.put("CORSIKA version", (double) run[3]);
      facts.put("observation levels", (long) run[4]);
      facts.put("observation level (m)", run[5] / CM_PER_M);
      facts.put("spectral index", (double) run[15]);
      facts.put("lowest energy (TeV)", run[16] / GEV_PER_TEV);
      facts.put("highest energy (TeV)", run[17] / GEV_PER_TEV);
    }
    facts.put("events", events);
    if (events > 0) {
      facts.put("primaries", primaries);
      facts.put("lowest shower energy (TeV)", lowest);
      facts.put("highest shower energy (TeV)", highest);
      facts.put("uses of a shower", uses);
    }
    facts.put("telescope positions", telescopes);
  }
}
