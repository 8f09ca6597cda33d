package io.bluewake.pointing.combined;

import io.bluewake.math.pointing.FocalTransform;
import io.bluewake.model.Schema;
import io.bluewake.model.Table;

/**
 * Applies a transformation of the focal plane to rings of muons: centre moved, turned and scaled,
 * radii and widths scaled, the direction of the impact point turned. Light and numbers of pixels
 * stay as they are.
 */
final class RingMover {
  private static final String[] LENGTHS = {
    "muonring_center_fov_lon_err",
    "muonring_center_fov_lat_err",
    "muonring_radius",
    "muonring_radius_err",
    "muonparameters_radial_std_dev",
    "muonefficiency_width"
  };

  private final int[] lengths = new int[LENGTHS.length];
  private int lon = -1;
  private int lat = -1;
  private int phi = -1;
  private int distance = -1;
  private int square = -1;
  private int impactX = -1;
  private int impactY = -1;
  private Schema bound;

  /** Finds the columns of a table. */
  void bind(Table table) {
    Schema schema = table.schema();
    if (bound == schema) {
      return;
    }
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = MovedColumns.find(schema, LENGTHS[i]);
    }
    lon = MovedColumns.find(schema, "muonring_center_fov_lon");
    lat = MovedColumns.find(schema, "muonring_center_fov_lat");
    phi = MovedColumns.find(schema, "muonring_center_phi");
    distance = MovedColumns.find(schema, "muonring_center_distance");
    square = MovedColumns.find(schema, "muonparameters_mean_squared_error");
    impactX = MovedColumns.find(schema, "muonefficiency_impact_x");
    impactY = MovedColumns.find(schema, "muonefficiency_impact_y");
    bound = schema;
  }

  /** Transforms the ring of a row, if the table has one; missing values stay missing. */
  void move(Table table, int row, double[] t) {
    if (row >= table.rows() || lon < 0 || lat < 0) {
      return;
    }
    double a = Math.toRadians(MovedColumns.get(table, row, lon));
    double b = Math.toRadians(MovedColumns.get(table, row, lat));
    double x = Math.toDegrees(FocalTransform.lon(t, 0, a, b));
    double y = Math.toDegrees(FocalTransform.lat(t, 0, a, b));
    MovedColumns.set(table, row, lon, x);
    MovedColumns.set(table, row, lat, y);
    MovedColumns.set(table, row, phi, Math.toDegrees(Math.atan2(y, x)));
    MovedColumns.set(table, row, distance, Math.sqrt(x * x + y * y));
    double scale = 1 + t[FocalTransform.SCALE];
    for (int length : lengths) {
      MovedColumns.scale(table, row, length, scale);
    }
    MovedColumns.scale(table, row, square, scale * scale);
    if (impactX >= 0 && impactY >= 0) {
      double cos = Math.cos(t[FocalTransform.ROTATION]);
      double sin = Math.sin(t[FocalTransform.ROTATION]);
      double u = MovedColumns.get(table, row, impactX);
      double v = MovedColumns.get(table, row, impactY);
      MovedColumns.set(table, row, impactX, cos * u - sin * v);
      MovedColumns.set(table, row, impactY, sin * u + cos * v);
    }
  }
}
