package io.bluewake.reco.stereo.hillas;

import io.bluewake.math.frames.FieldOfView;
import io.bluewake.math.stereo.GeometrySchema;
import io.bluewake.model.Camera;
import io.bluewake.model.Column;
import io.bluewake.model.Schema;
import io.bluewake.model.Subarray;
import io.bluewake.model.Telescope;

/** What the reconstruction needs to know about a subarray, and its result columns. */
final class Layout {
  final Subarray subarray;
  final double[] x;
  final double[] y;
  final double[] z;
  final double[] fieldRadius;
  final double referenceHeight;
  final Column alt;
  final Column altUncert;
  final Column az;
  final Column azUncert;
  final Column coreX;
  final Column coreY;
  final Column coreTiltedX;
  final Column coreTiltedY;
  final Column hMax;
  final Column isValid;
  final Column averageIntensity;
  final Column telescopes;
  final Column distance = GeometrySchema.IMPACT.column("distance");

  Layout(Subarray subarray) {
    this.subarray = subarray;
    int n = subarray.size();
    x = new double[n];
    y = new double[n];
    z = new double[n];
    fieldRadius = new double[n];
    double[] radiusOfCamera =
        subarray.cameras().stream().mapToDouble(FieldOfView::radius).toArray();
    for (int t = 0; t < n; t++) {
      Telescope telescope = subarray.telescope(t);
      x[t] = telescope.x();
      y[t] = telescope.y();
      z[t] = telescope.z();
      fieldRadius[t] = radiusOfCamera[indexOf(telescope.camera())];
    }
    referenceHeight = subarray.reference().height();
    Schema schema = GeometrySchema.perEvent(n);
    alt = schema.column("alt");
    altUncert = schema.column("alt_uncert");
    az = schema.column("az");
    azUncert = schema.column("az_uncert");
    coreX = schema.column("core_x");
    coreY = schema.column("core_y");
    coreTiltedX = schema.column("core_tilted_x");
    coreTiltedY = schema.column("core_tilted_y");
    hMax = schema.column("h_max");
    isValid = schema.column("is_valid");
    averageIntensity = schema.column("average_intensity");
    telescopes = schema.column("telescopes");
  }

  private int indexOf(Camera camera) {
    return subarray.cameras().indexOf(camera);
  }
}
