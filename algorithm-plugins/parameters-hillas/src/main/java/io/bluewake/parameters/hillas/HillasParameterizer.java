package io.bluewake.parameters.hillas;

import io.bluewake.math.image.HillasMoments;
import io.bluewake.model.Camera;
import io.bluewake.model.Column;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.Schema;
import io.bluewake.spi.ImageParameterizer;
import io.bluewake.spi.Plugin;
import io.bluewake.spi.Rows;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;

/**
 * Moments of the light distribution in the telescope frame, in degrees; formulas in {@link
 * HillasMoments}. An image without charge, or with a negative one, keeps missing values; all charge
 * in one pixel gives length 0 and no direction.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "hillas", summary = "Position, size, direction and shape of the image")
public final class HillasParameterizer implements ImageParameterizer {
  private static final String DEG = "deg";

  private final Schema schema =
      Schema.named("hillas")
          .float64("intensity", "", "Charge of all signal pixels, p.e.")
          .float64("skewness", "", "Third moment along the axis in units of length cubed")
          .float64("kurtosis", "", "Fourth moment along the axis; 3 for a Gaussian")
          .float64("fov_lon", DEG, "Longitude of the centroid in the telescope frame")
          .float64("fov_lat", DEG, "Latitude of the centroid in the telescope frame")
          .float64("r", DEG, "Distance of the centroid from the camera centre")
          .float64("phi", DEG, "Polar angle of the centroid")
          .float64("length", DEG, "Standard deviation of the light along the major axis")
          .float64("length_uncertainty", DEG, "Standard error of the length")
          .float64("width", DEG, "Standard deviation of the light along the minor axis")
          .float64("width_uncertainty", DEG, "Standard error of the width")
          .float64("psi", DEG, "Direction of the major axis against the longitude axis")
          .float64("psi_uncertainty", DEG, "Standard error of psi")
          .float64(
              "transverse_cog_uncertainty", DEG, "Standard error of the centroid across the axis")
          .build();
  private final Column[] columns = schema.columns().toArray(Column[]::new);
  private final HillasMoments moments = new HillasMoments();
  private Camera camera;
  private int[] pixels = new int[0];
  private double[] area = new double[0];

  @Override
  public Schema provides() {
    return schema;
  }

  @Override
  public void parameterize(SelectedImages in, Rows out) {
    ImageBatch images = in.images();
    if (camera != images.camera()) {
      prepare(images.camera());
    }
    for (int i = 0; i < in.count(); i++) {
      int row = in.rows()[i];
      int n = in.signal().pixelsOf(row, pixels);
      if (moments.compute(
          camera.fovLon(), camera.fovLat(), images.charge(), images.base(row), pixels, n)) {
        moments.computeHigherMoments(area, pixels);
        store(row, out);
      }
    }
  }

  private void prepare(Camera newCamera) {
    camera = newCamera;
    pixels = new int[camera.pixels()];
    area = camera.geometry().pixelArea().clone();
    double degreesPerMeter = Math.toDegrees(1 / camera.focalLength());
    for (int p = 0; p < area.length; p++) {
      area[p] *= degreesPerMeter * degreesPerMeter;
    }
  }

  private void store(int row, Rows out) {
    double x = moments.x();
    double y = moments.y();
    int c = 0;
    out.set(row, columns[c++], moments.intensity());
    out.set(row, columns[c++], moments.skewness());
    out.set(row, columns[c++], moments.kurtosis());
    out.set(row, columns[c++], x);
    out.set(row, columns[c++], y);
    out.set(row, columns[c++], Math.sqrt(x * x + y * y));
    out.set(row, columns[c++], Math.toDegrees(Math.atan2(y, x)));
    out.set(row, columns[c++], moments.length());
    out.set(row, columns[c++], moments.lengthUncertainty());
    out.set(row, columns[c++], moments.width());
    out.set(row, columns[c++], moments.widthUncertainty());
    out.set(row, columns[c++], Math.toDegrees(moments.psi()));
    out.set(row, columns[c++], Math.toDegrees(moments.psiUncertainty()));
    out.set(row, columns[c], moments.transverseCogUncertainty());
  }
}
