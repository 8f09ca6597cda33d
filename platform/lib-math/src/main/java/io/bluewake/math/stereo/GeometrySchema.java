package io.bluewake.math.stereo;

import io.bluewake.model.Schema;

/** Columns of a reconstructed shower geometry, the same for every algorithm. */
public final class GeometrySchema {
  private GeometrySchema() {}

  /**
   * Columns per event, without prefix. Uncertainties are NaN where an algorithm has none.
   *
   * @param telescopes number of telescopes of the layout
   */
  public static Schema perEvent(int telescopes) {
    return Schema.named("")
        .float64("alt", "deg", "Altitude of the shower direction")
        .float64("alt_uncert", "deg", "Uncertainty of the altitude")
        .float64("az", "deg", "Azimuth of the shower direction")
        .float64("az_uncert", "deg", "Uncertainty of the azimuth")
        .float64("ang_distance_uncert", "deg", "Uncertainty radius of the direction")
        .float64("core_x", "m", "Core position, x of the ground frame")
        .float64("core_y", "m", "Core position, y of the ground frame")
        .float64("core_uncert_x", "m", "Uncertainty of the core along x of the ground frame")
        .float64("core_uncert_y", "m", "Uncertainty of the core along y of the ground frame")
        .float64("core_tilted_x", "m", "Core position, x of the tilted frame")
        .float64("core_tilted_y", "m", "Core position, y of the tilted frame")
        .float64("core_tilted_uncert_x", "m", "Uncertainty of the core along x of the tilted frame")
        .float64("core_tilted_uncert_y", "m", "Uncertainty of the core along y of the tilted frame")
        .float64("h_max", "m", "Height of the shower maximum above sea level")
        .float64("h_max_uncert", "m", "Uncertainty of the height of the shower maximum")
        .bool("is_valid", "Whether the geometry was reconstructed")
        .float64("average_intensity", "", "Mean intensity of the images used, p.e.")
        .float64("goodness_of_fit", "", "Goodness of the fit, if the algorithm fits")
        .telescopes("telescopes", telescopes, "Telescopes whose images were used")
        .build();
  }

  /** Columns per telescope row: {@code impact_...}. */
  public static final Schema IMPACT =
      Schema.named("impact")
          .float64("distance", "m", "Distance of the telescope from the shower axis")
          .float64("distance_uncert", "m", "Uncertainty of the distance")
          .build();
}
