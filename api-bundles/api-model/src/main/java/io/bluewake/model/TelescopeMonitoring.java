package io.bluewake.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What monitoring sources know about one telescope: series of pixel values and series of numbers,
 * by name. Immutable and thread safe; the engine hands it to the stages with every image, together
 * with the time of the event ({@link ImageBatch#monitoring}, {@link WaveformBatch#monitoring}).
 */
public final class TelescopeMonitoring {
  /** Camera coefficients: columns {@code factor}, {@code pedestal_offset}, {@code time_shift}. */
  public static final String COEFFICIENTS = "coefficients";

  /** Charge in sky pedestal events: columns {@code mean}, {@code median}, {@code std}. */
  public static final String SKY_PEDESTAL_IMAGE = "sky_pedestal_image";

  /** Charge in pedestal events that say no more: the same columns. */
  public static final String PEDESTAL_IMAGE = "pedestal_image";

  /** Charge in flat-field events: the same columns. */
  public static final String FLATFIELD_IMAGE = "flatfield_image";

  /** Peak time in flat-field events, ns: the same columns. */
  public static final String FLATFIELD_PEAK_TIME = "flatfield_peak_time";

  /**
   * Variance over the samples of pedestal waveforms, in the unit of the samples squared: the same
   * columns.
   */
  public static final String PEDESTAL_VARIANCE = "pedestal_variance";

  /** The same of pedestals without light, with closed lid or of the electronics alone. */
  public static final String DARK_PEDESTAL_VARIANCE = "dark_pedestal_variance";

  /**
   * Light of the night sky: columns {@value #NSB_RATE}, photo-electrons per ns, and {@value
   * #STAR_MASK}, 1 for pixels much brighter than the rest and else 0.
   */
  public static final String NIGHT_SKY = "night_sky";

  /** Column of {@link #NIGHT_SKY}. */
  public static final String NSB_RATE = "nsb_rate";

  /** Column of {@link #NIGHT_SKY}. */
  public static final String STAR_MASK = "star_mask";

  /** Where the drive pointed: columns {@code azimuth}, {@code altitude}. */
  public static final String POINTING = "pointing";

  /** Corrections of the bending model. */
  public static final String BENDING_MODEL = "bending_model";

  /** Terms of a bending model that was fitted, by their names; the last entry counts. */
  public static final String BENDING_TERMS = "bending_terms";

  /** Corrections of the star guider. */
  public static final String STARGUIDER = "starguider";

  /** Displacement of the camera. */
  public static final String CAMERA_DISPLACEMENT = "cdm";

  /** Offset fitted to stars in the pedestal variance. */
  public static final String STAR_TRACKING = "star_tracking";

  /** Optical throughput from muon rings. */
  public static final String MUON_THROUGHPUT = "optical_throughput/muon";

  /** Nothing is known. */
  public static final TelescopeMonitoring NONE = new TelescopeMonitoring(Map.of(), Map.of());

  private final Map<String, PixelSeries> pixels;
  private final Map<String, List<TimeSeries>> numbers;

  private TelescopeMonitoring(
      Map<String, PixelSeries> pixels, Map<String, List<TimeSeries>> numbers) {
    this.pixels = new LinkedHashMap<>(pixels);
    this.numbers = new LinkedHashMap<>(numbers);
  }

  /**
   * What one source knows.
   *
   * @param pixels values per pixel, by name
   * @param numbers numbers over time, by name
   */
  public static TelescopeMonitoring of(
      Map<String, PixelSeries> pixels, Map<String, TimeSeries> numbers) {
    Map<String, List<TimeSeries>> lists = new LinkedHashMap<>();
    numbers.forEach((name, series) -> lists.put(name, List.of(series)));
    return new TelescopeMonitoring(pixels, lists);
  }

  /** What several sources know; where several know the same, the first in the list decides. */
  public static TelescopeMonitoring merged(List<TelescopeMonitoring> byPriority) {
    Set<String> pixelNames = new LinkedHashSet<>();
    Set<String> numberNames = new LinkedHashSet<>();
    for (TelescopeMonitoring m : byPriority) {
      pixelNames.addAll(m.pixels.keySet());
      numberNames.addAll(m.numbers.keySet());
    }
    Map<String, PixelSeries> pixels = new LinkedHashMap<>();
    for (String name : pixelNames) {
      pixels.put(name, PixelSeries.merged(byPriority.stream().map(m -> m.pixels(name)).toList()));
    }
    Map<String, List<TimeSeries>> numbers = new LinkedHashMap<>();
    for (String name : numberNames) {
      List<TimeSeries> list = new ArrayList<>();
      byPriority.forEach(m -> list.addAll(m.numbers.getOrDefault(name, List.of())));
      numbers.put(name, List.copyOf(list));
    }
    return new TelescopeMonitoring(pixels, numbers);
  }

  /** Names of the series of pixel values. */
  public Set<String> pixelNames() {
    return java.util.Collections.unmodifiableSet(pixels.keySet());
  }

  /** Names of the series of numbers. */
  public Set<String> seriesNames() {
    return java.util.Collections.unmodifiableSet(numbers.keySet());
  }

  /** Whether nothing is known. */
  public boolean isEmpty() {
    return pixels.isEmpty() && numbers.isEmpty();
  }

  /** A series of pixel values; {@link PixelSeries#EMPTY} when there is none. */
  public PixelSeries pixels(String name) {
    return pixels.getOrDefault(name, PixelSeries.EMPTY);
  }

  /** Camera coefficients. */
  public PixelSeries coefficients() {
    return pixels(COEFFICIENTS);
  }

  /** Charge in pedestal events: of the sky if there are such, else of unspecified ones. */
  public PixelSeries pedestalImage() {
    PixelSeries sky = pixels(SKY_PEDESTAL_IMAGE);
    return sky.isEmpty() ? pixels(PEDESTAL_IMAGE) : sky;
  }

  /** Numbers of a kind, one series per source that has them, in order of priority. */
  public List<TimeSeries> all(String name) {
    return numbers.getOrDefault(name, List.of());
  }

  /**
   * The series of numbers to use at a time: of the first source that is not stale then, else of the
   * first one at all.
   *
   * @return an empty series when no source has such numbers; {@link TimeSeries#size()} is 0 then
   */
  public TimeSeries series(String name, long timeNs) {
    List<TimeSeries> list = all(name);
    for (int i = 0; i < list.size(); i++) {
      if (!list.get(i).isStale(timeNs)) {
        return list.get(i);
      }
    }
    return list.isEmpty() ? TimeSeries.EMPTY : list.get(0);
  }
}
