package io.bluewake.source.eventio;

import io.bluewake.codec.ByteReader;
import io.bluewake.codec.FormatException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the objects that the analysis does not use but a user may want to know of: photons,
 * particles, photo-electrons, pixel timing, auxiliary traces, pixel monitoring, histograms. Counts
 * and sums of all objects of a kind.
 */
final class ObjectDetails {
  private static final int PARTICLES = 999;

  private final Map<String, Double> sums = new TreeMap<>();
  private final List<Object> histograms = new ArrayList<>();

  static boolean takes(int type) {
    return switch (type) {
      case ObjectTypes.PHOTONS,
          ObjectTypes.PHOTO_ELECTRONS,
          ObjectTypes.PIXEL_TIMING,
          ObjectTypes.DIGITAL_TRACES,
          ObjectTypes.ANALOG_TRACES,
          ObjectTypes.PIXEL_TRIGGER_TIMES,
          ObjectTypes.PIXEL_MONITORING,
          ObjectTypes.HISTOGRAMS ->
          true;
      default -> false;
    };
  }

  void read(ObjectHeader object, ByteReader in) throws FormatException {
    switch (object.type) {
      case ObjectTypes.PHOTONS -> photons(object, in);
      case ObjectTypes.PHOTO_ELECTRONS -> add("photo-electrons", in.i32());
      case ObjectTypes.PIXEL_TIMING -> timing(PixelTiming.read(in, object.version));
      case ObjectTypes.DIGITAL_TRACES -> traces("digital traces", AuxiliaryTraces.digital(in));
      case ObjectTypes.ANALOG_TRACES -> traces("analog traces", AuxiliaryTraces.analog(in));
      case ObjectTypes.PIXEL_TRIGGER_TIMES -> triggerTimes(object, in);
      case ObjectTypes.PIXEL_MONITORING -> add("monitored pixels", monitored(object, in));
      default -> histograms(object, in);
    }
  }

  private void add(String name, double value) {
    sums.merge(name, value, Double::sum);
  }

  /** Number of photons and bunches, or of particles at the observation level. */
  private void photons(ObjectHeader object, ByteReader in) throws FormatException {
    in.skip(4); // array, telescope
    float photons = in.f32();
    int bunches = in.i32();
    in.need(bunches, object.version / 1000 == 1 ? 16 : 32);
    if (object.id == PARTICLES * 1000 + PARTICLES) {
      add("particles at the observation level", bunches);
    } else {
      add("photon bunches", bunches);
      add("photons", photons);
    }
  }

  private void timing(PixelTiming timing) {
    add("pixels with pulse times", timing.pixels());
    add("sum of pulse times", timing.timeSum());
    add("sum of pulses", (double) timing.localSum());
    add("sum of pulses at the common peak", (double) timing.globalSum());
  }

  private void traces(String name, AuxiliaryTraces traces) {
    add(name, traces.values().length);
    add("samples of " + name, (double) traces.values().length * traces.samples());
  }

  private void triggerTimes(ObjectHeader object, ByteReader in) throws FormatException {
    Versions.atMost(in, object.version, 0);
    in.f32(); // step
    int n = in.signedVarCount();
    in.varInts(n); // pixels
    in.varInts(n); // times
    add("pixel trigger times", n);
  }

  /** Eight optional lists, one value per pixel: seven of numbers, one of truth values. */
  private static int monitored(ObjectHeader object, ByteReader in) throws FormatException {
    Versions.atMost(in, object.version, 0);
    int flags = in.i32();
    int pixels = in.i32();
    int channels = in.i16();
    in.need(pixels, 1);
    for (int bit = 0; bit < 7; bit++) {
      boolean present = (flags >> bit & 1) != 0 && (bit < 6 || channels > 1);
      in.skip(present ? 4L * pixels : 0);
    }
    in.skip((flags >> 7 & 1) != 0 ? pixels : 0);
    return pixels;
  }

  private void histograms(ObjectHeader object, ByteReader in) throws FormatException {
    Versions.between(in, object.version, 1, 2);
    int n = in.i16();
    for (int i = 0; i < n; i++) {
      ShowerHistogram.Head head = ShowerHistogram.head(in);
      in.skip(head.filled() > 0 ? 4L * head.bins() : 0);
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("id", head.id());
      entry.put("title", head.title());
      entry.put("bins", head.binsY() > 0 ? head.binsX() + " x " + head.binsY() : head.binsX());
      entry.put("entries", head.entries());
      histograms.add(entry);
    }
  }

  void addTo(Map<String, Object> facts) {
    sums.forEach(
        (name, value) -> facts.put(name, value == Math.rint(value) ? whole(value) : value));
    if (!histograms.isEmpty()) {
      facts.put("histograms", histograms);
    }
  }

  private static Number whole(double value) {
    return (long) value;
  }
}
