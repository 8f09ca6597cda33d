package io.bluewake.math.pointing;

import io.bluewake.model.TimeSeries;

/** Angles in monitoring data: their units and their standard errors. */
public final class AngleColumns {
  private static final String[] ERROR = {"_uncert", "_error", "_err"};

  private AngleColumns() {}

  /** Radians in the unit of a column of angles; those in a degree if it has none. */
  public static double radians(TimeSeries series, String column) {
    return switch (series.unit(column)) {
      case "rad" -> 1;
      case "arcsec" -> Math.PI / 648000;
      case "arcmin" -> Math.PI / 10800;
      default -> Math.PI / 180;
    };
  }

  /** Name of the column with the standard error of another; empty if there is none. */
  public static String error(TimeSeries series, String column) {
    for (String ending : ERROR) {
      if (series.has(column + ending)) {
        return column + ending;
      }
    }
    return "";
  }
}
