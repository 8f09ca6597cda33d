package io.bluewake.parameters.muon;

import io.bluewake.math.minimize.Migrad;
import io.bluewake.model.Column;
import io.bluewake.model.Schema;
import io.bluewake.spi.Rows;
import java.util.List;

/** The columns of a muon analysis, and how results get into them. */
final class MuonColumns {
  static final Schema SCHEMA =
      Schema.concat(
          List.of(
              Schema.named("muonring")
                  .float64("center_fov_lon", "deg", "Longitude of the ring centre")
                  .float64("center_fov_lat", "deg", "Latitude of the ring centre")
                  .float64("radius", "deg", "Radius of the ring")
                  .float64("center_fov_lon_err", "deg", "Error of the centre's longitude")
                  .float64("center_fov_lat_err", "deg", "Error of the centre's latitude")
                  .float64("radius_err", "deg", "Error of the radius")
                  .float64("center_phi", "deg", "Polar angle of the centre in the camera")
                  .float64("center_distance", "deg", "Distance of the centre from the camera's")
                  .build(),
              Schema.named("muonparameters")
                  .float64("containment", "", "Share of the ring inside the field of view")
                  .float64("completeness", "", "Share of ring segments with enough light")
                  .float64("intensity_ratio", "", "Charge on the ring over charge of all signal")
                  .float64("mean_squared_error", "deg**2", "Mean squared distance from the ring")
                  .float64("ring_intensity", "", "Charge near the ring, p.e.")
                  .float64("intensity_outside_ring", "", "Signal charge not near it, p.e.")
                  .int64("n_pixels_in_ring", "Number of signal pixels near the ring")
                  .float64(
                      "mean_intensity_outside_ring", "", "Mean charge in strips beside it, p.e.")
                  .float64("radial_std_dev", "deg", "Standard deviation of the light's radius")
                  .float64("skewness", "", "Skewness of the light's radius")
                  .float64("excess_kurtosis", "", "Kurtosis of the light's radius minus 3")
                  .build(),
              Schema.named("muonefficiency")
                  .float64("width", "deg", "Width of the ring, standard deviation")
                  .float64("impact", "m", "Distance of the impact point from the mirror's centre")
                  .float64("impact_x", "m", "Impact point, x")
                  .float64("impact_y", "m", "Impact point, y")
                  .float64("optical_efficiency", "", "Photo-electrons per photon on the mirror")
                  .bool("is_valid", "Whether the fit converged")
                  .bool("parameters_at_limit", "Whether a parameter ended close to a bound")
                  .float64("likelihood_value", "", "Negative logarithm of the likelihood")
                  .build()));

  private static final Column LON = SCHEMA.column("muonring_center_fov_lon");
  private static final Column LAT = SCHEMA.column("muonring_center_fov_lat");
  private static final Column RADIUS = SCHEMA.column("muonring_radius");
  private static final Column LON_ERR = SCHEMA.column("muonring_center_fov_lon_err");
  private static final Column LAT_ERR = SCHEMA.column("muonring_center_fov_lat_err");
  private static final Column RADIUS_ERR = SCHEMA.column("muonring_radius_err");
  private static final Column PHI = SCHEMA.column("muonring_center_phi");
  private static final Column DISTANCE = SCHEMA.column("muonring_center_distance");
  private static final Column CONTAINMENT = SCHEMA.column("muonparameters_containment");
  private static final Column COMPLETENESS = SCHEMA.column("muonparameters_completeness");
  private static final Column RATIO = SCHEMA.column("muonparameters_intensity_ratio");
  private static final Column ERROR = SCHEMA.column("muonparameters_mean_squared_error");
  private static final Column IN_RING = SCHEMA.column("muonparameters_ring_intensity");
  private static final Column OUTSIDE = SCHEMA.column("muonparameters_intensity_outside_ring");
  private static final Column PIXELS = SCHEMA.column("muonparameters_n_pixels_in_ring");
  private static final Column BESIDE = SCHEMA.column("muonparameters_mean_intensity_outside_ring");
  private static final Column STD_DEV = SCHEMA.column("muonparameters_radial_std_dev");
  private static final Column SKEWNESS = SCHEMA.column("muonparameters_skewness");
  private static final Column KURTOSIS = SCHEMA.column("muonparameters_excess_kurtosis");
  private static final Column WIDTH = SCHEMA.column("muonefficiency_width");
  private static final Column IMPACT = SCHEMA.column("muonefficiency_impact");
  private static final Column IMPACT_X = SCHEMA.column("muonefficiency_impact_x");
  private static final Column IMPACT_Y = SCHEMA.column("muonefficiency_impact_y");
  private static final Column EFFICIENCY = SCHEMA.column("muonefficiency_optical_efficiency");
  private static final Column IS_VALID = SCHEMA.column("muonefficiency_is_valid");
  private static final Column AT_LIMIT = SCHEMA.column("muonefficiency_parameters_at_limit");
  private static final Column LIKELIHOOD = SCHEMA.column("muonefficiency_likelihood_value");

  private MuonColumns() {}

  static void storeRing(Ring ring, int row, Rows out) {
    out.set(row, LON, ring.x);
    out.set(row, LAT, ring.y);
    out.set(row, RADIUS, ring.radius);
    out.set(row, LON_ERR, ring.xError);
    out.set(row, LAT_ERR, ring.yError);
    out.set(row, RADIUS_ERR, ring.radiusError);
    out.set(row, PHI, Math.toDegrees(Math.atan2(ring.y, ring.x)));
    out.set(row, DISTANCE, ring.centerDistance());
  }

  static void storeFeatures(RingFeatures f, int row, Rows out) {
    out.set(row, CONTAINMENT, f.containment);
    out.set(row, COMPLETENESS, f.completeness);
    out.set(row, RATIO, f.intensityRatio);
    out.set(row, ERROR, f.meanSquaredError);
    out.set(row, IN_RING, f.ringIntensity);
    out.set(row, OUTSIDE, f.intensityOutsideRing);
    out.set(row, PIXELS, f.pixelsInRing);
    out.set(row, BESIDE, f.meanIntensityOutsideRing);
    out.set(row, STD_DEV, f.radialStdDev);
    out.set(row, SKEWNESS, f.skewness);
    out.set(row, KURTOSIS, f.excessKurtosis);
  }

  static void storeEfficiency(Migrad fit, int row, Rows out) {
    double impact = fit.values()[0];
    double phi = fit.values()[1];
    out.set(row, WIDTH, Math.toDegrees(fit.values()[2]));
    out.set(row, IMPACT, impact);
    out.set(row, IMPACT_X, impact * Math.cos(phi));
    out.set(row, IMPACT_Y, impact * Math.sin(phi));
    out.set(row, EFFICIENCY, fit.values()[3]);
    out.set(row, IS_VALID, fit.isValid());
    out.set(row, AT_LIMIT, fit.isAtLimit());
    out.set(row, LIKELIHOOD, fit.minimum());
  }
}
