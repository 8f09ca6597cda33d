package io.bluewake.source.eventio;

import io.bluewake.codec.ByteReader;
import io.bluewake.codec.FormatException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the objects that the analysis does not use but a user may want to know of, and sums up what
 * they say: number, mean and range of each quantity.
 */
final class ObjectDetails {
  private static final int PARTICLES = 999_999;

  private final Map<String, Double> sums = new TreeMap<>();
  private final FactSheet sheets = new FactSheet();
  private final TelescopeSettings settings = new TelescopeSettings();
  private final List<Object> histograms = new ArrayList<>();

  static boolean takes(int type) {
    return switch (type) {
      case ObjectTypes.PHOTONS,
          ObjectTypes.PHOTO_ELECTRONS,
          ObjectTypes.CORSIKA_EVENT_END,
          ObjectTypes.LONGITUDINAL,
          ObjectTypes.INPUT_CARD,
          ObjectTypes.EXTRA_PARAMETERS,
          ObjectTypes.MC_SHOWER,
          ObjectTypes.MC_PE_SUMS,
          ObjectTypes.TELESCOPE_HEADER,
          ObjectTypes.IMAGE_PARAMETERS,
          ObjectTypes.STEREO,
          ObjectTypes.PIXEL_TIMING,
          ObjectTypes.CALIBRATED_PIXELS,
          ObjectTypes.CAMERA_MONITORING,
          ObjectTypes.LASER_CALIBRATION,
          ObjectTypes.PIXEL_LIST,
          ObjectTypes.DIGITAL_TRACES,
          ObjectTypes.ANALOG_TRACES,
          ObjectTypes.PIXEL_TRIGGER_TIMES,
          ObjectTypes.PIXEL_MONITORING,
          ObjectTypes.HISTOGRAMS ->
          true;
      default -> TelescopeSettings.takes(type);
    };
  }

  void read(ObjectHeader object, ByteReader in) throws FormatException {
    String kind = ObjectTypes.name(object.type);
    switch (object.type) {
      case ObjectTypes.PHOTONS -> photons(object, in);
      case ObjectTypes.PHOTO_ELECTRONS -> photoElectrons(object, in);
      case ObjectTypes.CORSIKA_EVENT_END -> SimulationDetails.eventEnd(in, sheets.of(kind));
      case ObjectTypes.LONGITUDINAL -> SimulationDetails.longitudinal(in, sheets.of(kind));
      case ObjectTypes.INPUT_CARD -> SimulationDetails.inputCard(in, sheets.of(kind));
      case ObjectTypes.EXTRA_PARAMETERS -> SimulationDetails.extra(in, sheets.of(kind));
      case ObjectTypes.MC_SHOWER -> shower(object, in);
      case ObjectTypes.MC_PE_SUMS -> SimulationDetails.sums(object, in, sheets.of(kind));
      case ObjectTypes.PIXEL_TIMING -> timing(PixelTiming.read(in, object.version));
      case ObjectTypes.DIGITAL_TRACES -> traces("digital traces", AuxiliaryTraces.digital(in));
      case ObjectTypes.ANALOG_TRACES -> traces("analog traces", AuxiliaryTraces.analog(in));
      case ObjectTypes.HISTOGRAMS -> histograms(object, in);
      default -> readout(object, in, sheets.of(kind));
    }
  }

  private void readout(ObjectHeader object, ByteReader in, FactSheet.Sheet sheet)
      throws FormatException {
    switch (object.type) {
      case ObjectTypes.TELESCOPE_HEADER -> ReadoutDetails.header(object, in, sheet);
      case ObjectTypes.IMAGE_PARAMETERS -> StoredResults.image(object, in, sheet);
      case ObjectTypes.STEREO -> StoredResults.stereo(object, in, sheet);
      case ObjectTypes.CALIBRATED_PIXELS -> StoredResults.calibrated(object, in, sheet);
      case ObjectTypes.CAMERA_MONITORING -> ReadoutDetails.monitoring(object, in, sheet);
      case ObjectTypes.LASER_CALIBRATION -> ReadoutDetails.laser(object, in, sheet);
      case ObjectTypes.PIXEL_LIST -> ReadoutDetails.pixels(object, in, sheet);
      case ObjectTypes.PIXEL_TRIGGER_TIMES -> ReadoutDetails.triggerTimes(object, in, sheet);
      case ObjectTypes.PIXEL_MONITORING ->
          add("monitored pixels", ReadoutDetails.monitored(object, in, sheet));
      default -> settings.read(object, in);
    }
  }

  private void add(String name, double value) {
    sums.merge(name, value, Double::sum);
  }

  /** Number of photons and bunches, or of particles at the observation level. */
  private void photons(ObjectHeader object, ByteReader in) throws FormatException {
    int start = in.position();
    in.skip(4); // array, telescope
    float photons = in.f32();
    int bunches = in.i32();
    if (object.id == PARTICLES) {
      add("particles at the observation level", bunches);
    } else {
      add("photon bunches", bunches);
      add("photons", photons);
    }
    in.seek(start);
    SimulationDetails.bunches(object, in, sheets);
  }

  private void photoElectrons(ObjectHeader object, ByteReader in) throws FormatException {
    int start = in.position();
    add("photo-electrons", in.i32());
    in.seek(start);
    SimulationDetails.photoElectrons(object, in, sheets.of("photo-electrons of pixels"));
  }

  private void shower(ObjectHeader object, ByteReader in) throws FormatException {
    SimulationDetails.shower(
        object,
        in,
        sheets.of("shower development"),
        sheets.of(ObjectTypes.name(ObjectTypes.EXTRA_PARAMETERS)));
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
    settings.addTo(facts);
    sheets.addTo(facts);
  }

  private static Number whole(double value) {
    return (long) value;
  }
}
