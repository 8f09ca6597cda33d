package io.bluewake.monitoring.fits;

import io.bluewake.codec.zfits.FitsTable;
import io.bluewake.model.TelescopeMonitoring;
import java.util.List;
import java.util.Locale;

/**
 * Tables of pointing and the columns each must have beside the time. The names are those of the
 * keyword {@code ASSEMBLY}.
 */
enum PointingKind {
  /** Where the drive pointed. */
  DRIVE(TelescopeMonitoring.POINTING, "azimuth", "altitude"),
  /** Corrections of the bending model. */
  BENDING_MODEL(TelescopeMonitoring.BENDING_MODEL, "d_az", "d_alt"),
  /** Corrections of the star guider. */
  STARGUIDER(TelescopeMonitoring.STARGUIDER, "d_ra", "d_dec"),
  /** Displacement of the camera. */
  CDM(TelescopeMonitoring.CAMERA_DISPLACEMENT, "d_lon", "d_lat");

  private final String series;
  private final String first;
  private final String second;

  PointingKind(String series, String first, String second) {
    this.series = series;
    this.first = first;
    this.second = second;
  }

  /** Name of the series. */
  String series() {
    return series;
  }

  /** Names of its columns. */
  List<String> columns() {
    return List.of(first, second);
  }

  /**
   * The kind of a table: what it says by {@code ASSEMBLY}, else its name, else what its columns
   * are. Null for other tables, among them weather and FRAM.
   */
  static PointingKind of(FitsTable table) {
    String assembly = table.header().text("ASSEMBLY");
    for (String name : List.of(assembly, table.name())) {
      for (PointingKind kind : values()) {
        if (kind.name().equals(name.strip().toUpperCase(Locale.ROOT))) {
          return kind;
        }
      }
    }
    if (assembly.isBlank()) {
      for (PointingKind kind : values()) {
        if (kind.columns().stream().allMatch(c -> table.indexOf(c) >= 0)) {
          return kind;
        }
      }
    }
    return null;
  }
}
