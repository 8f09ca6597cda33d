package io.bluewake.writer.hdf5;

import io.bluewake.model.TelescopeMonitoring;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where monitoring data are in a file of the ctapipe data model. */
final class MonitoringTables {
  static final String CAMERA = "/dl1/monitoring/telescope/calibration/camera/";
  static final String COEFFICIENTS = CAMERA + "coefficients";
  static final String PIXEL_STATISTICS = CAMERA + "pixel_statistics";

  private MonitoringTables() {}

  /** Values per pixel in a table of statistics, or in that of the night sky. */
  static List<String> columns(boolean sky) {
    return sky
        ? List.of(TelescopeMonitoring.NSB_RATE, TelescopeMonitoring.STAR_MASK)
        : List.of("mean", "median", "std");
  }

  /** Groups of series of numbers, by name of the series. */
  static Map<String, String> numbers() {
    Map<String, String> groups = new LinkedHashMap<>();
    groups.put(TelescopeMonitoring.POINTING, "/dl0/monitoring/telescope/pointing");
    groups.put(
        TelescopeMonitoring.STAR_TRACKING, "/dl1/monitoring/telescope/pointing/star_tracking");
    groups.put(
        TelescopeMonitoring.BENDING_TERMS, "/dl1/monitoring/telescope/pointing/bending_terms");
    groups.put(
        TelescopeMonitoring.MUON_THROUGHPUT,
        "/dl1/monitoring/telescope/calibration/optical_throughput/muon");
    return groups;
  }

  /** Name of the table of a telescope. */
  static String table(int telescope) {
    String digits = Integer.toString(telescope);
    return "tel_" + "0".repeat(Math.max(0, 3 - digits.length())) + digits;
  }
}
