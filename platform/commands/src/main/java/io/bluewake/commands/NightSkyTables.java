package io.bluewake.commands;

import io.bluewake.model.PixelSeries;
import io.bluewake.model.Subarray;
import io.bluewake.model.TelescopeMonitoring;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Light of the night sky of all telescopes, from the variances of their pedestals. */
final class NightSkyTables {
  private final CalibrateCommand command;
  private final CalibrationPass pass;
  private final CalibrationReport report;
  private final Map<Integer, Integer> samples = new TreeMap<>();
  private final Map<Integer, PixelSeries> dark = new TreeMap<>();

  NightSkyTables(CalibrateCommand command, CalibrationPass pass, CalibrationReport report) {
    this.command = command;
    this.pass = pass;
    this.report = report;
  }

  /**
   * Takes what the variances of a telescope were made of.
   *
   * @param traceSamples samples of its traces
   * @param known monitoring data that were given
   */
  void use(int telescope, int traceSamples, TelescopeMonitoring known) {
    samples.put(telescope, traceSamples);
    dark.put(telescope, known.pixels(TelescopeMonitoring.DARK_PEDESTAL_VARIANCE));
  }

  /** Adds a series to those that were found of each telescope, by its number. */
  void add(Subarray array, Map<Integer, Map<String, PixelSeries>> found) {
    for (int t = 0; t < array.size(); t++) {
      int id = array.telescope(t).id();
      Map<String, PixelSeries> series = found.getOrDefault(id, Map.of());
      if (!series.containsKey(TelescopeMonitoring.PEDESTAL_VARIANCE)) {
        continue;
      }
      if (command.raw && !series.containsKey(TelescopeMonitoring.COEFFICIENTS)) {
        report.noNightSky("counts without flat fields are no photo-electrons");
        return;
      }
      Optional<NightSky> sky =
          NightSky.of(
              pass.cleaning("variance", id),
              array.telescope(t).camera().readout(),
              samples.get(id));
      if (sky.isEmpty()) {
        report.noNightSky("the cleaning of " + command.varianceProfile + " is not noise-islands");
        return;
      }
      PixelSeries made =
          sky.get()
              .series(
                  series.get(TelescopeMonitoring.PEDESTAL_VARIANCE),
                  dark.get(id),
                  command.raw ? series.get(TelescopeMonitoring.COEFFICIENTS) : PixelSeries.EMPTY);
      series.put(TelescopeMonitoring.NIGHT_SKY, made);
      report.nightSky(id, made);
    }
  }
}
