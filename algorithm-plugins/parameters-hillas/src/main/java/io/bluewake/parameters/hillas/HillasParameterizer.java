package io.bluewake.parameters.hillas;

import io.bluewake.math.image.HillasMoments;
import io.bluewake.math.stereo.HillasFrame;
import io.bluewake.model.Camera;
import io.bluewake.model.Column;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.Schema;
import io.bluewake.spi.ImageParameterizer;
import io.bluewake.spi.Plugin;
import io.bluewake.spi.Rows;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/**
 * Moments of the light distribution in the telescope frame, in degrees, or in the camera frame, in
 * metres; formulas in {@link HillasMoments}. An image without charge, or with a negative one, keeps
 * missing values; all charge in one pixel gives length 0 and no direction.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "hillas", summary = "Position, size, direction and shape of the image")
@Designate(ocd = HillasParameterizer.Config.class, factory = true)
public final class HillasParameterizer implements ImageParameterizer {
  /** Options. */
  @ObjectClassDefinition(
      name = "Hillas parameters",
      description = "Position, size, direction and shape of the image")
  public @interface Config {
    /** Frame of the parameters. */
    @AttributeDefinition(
        name = "Frame",
        description =
            "Whether lengths are degrees in the telescope frame or metres in the camera frame",
        options = {
          @Option(label = "telescope frame", value = "telescope"),
          @Option(label = "camera frame", value = "camera")
        })
    String frame() default "telescope";
  }

  private static final String DEG = "deg";

  private final boolean inCamera;
  private final Schema schema;
  private final Column[] columns;
  private final HillasMoments moments = new HillasMoments();
  private Camera camera;
  private int[] pixels = new int[0];
  private double[] area = new double[0];
  private double[] x = new double[0];
  private double[] y = new double[0];

  /** Creates a parameterizer. */
  @Activate
  public HillasParameterizer(Config config) {
    inCamera = HillasFrame.isCamera(config.frame());
    schema = schema(inCamera);
    columns = schema.columns().toArray(Column[]::new);
  }

  private static Schema schema(boolean inCamera) {
    String unit = inCamera ? "m" : DEG;
    Schema.Builder s =
        Schema.named(inCamera ? "camera_frame_hillas" : "hillas")
            .float64("intensity", "", "Charge of all signal pixels, p.e.")
            .float64("skewness", "", "Third moment along the axis in units of length cubed")
            .float64("kurtosis", "", "Fourth moment along the axis; 3 for a Gaussian");
    if (inCamera) {
      s.float64("x", unit, "First coordinate of the centroid in the camera frame")
          .float64("y", unit, "Second coordinate of the centroid in the camera frame");
    } else {
      s.float64("fov_lon", unit, "Longitude of the centroid in the telescope frame")
          .float64("fov_lat", unit, "Latitude of the centroid in the telescope frame");
    }
    return s.float64("r", unit, "Distance of the centroid from the camera centre")
        .float64("phi", DEG, "Polar angle of the centroid")
        .float64("length", unit, "Standard deviation of the light along the major axis")
        .float64("length_uncertainty", unit, "Standard error of the length")
        .float64("width", unit, "Standard deviation of the light along the minor axis")
        .float64("width_uncertainty", unit, "Standard error of the width")
        .float64("psi", DEG, "Direction of the major axis against the first coordinate")
        .float64("psi_uncertainty", DEG, "Standard error of psi")
        .float64(
            "transverse_cog_uncertainty", unit, "Standard error of the centroid across the axis")
        .build();
  }

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
      if (moments.compute(x, y, images.charge(), images.base(row), pixels, n)) {
        moments.computeHigherMoments(area, pixels);
        store(row, out);
      }
    }
  }

  private void prepare(Camera newCamera) {
    camera = newCamera;
    x = inCamera ? camera.geometry().pixelX() : camera.fovLon();
    y = inCamera ? camera.geometry().pixelY() : camera.fovLat();
    pixels = new int[camera.pixels()];
    area = camera.geometry().pixelArea().clone();
    double perMeter = inCamera ? 1 : Math.toDegrees(1 / camera.focalLength());
    for (int p = 0; p < area.length; p++) {
      area[p] *= perMeter * perMeter;
    }
  }

  private void store(int row, Rows out) {
    double cx = moments.x();
    double cy = moments.y();
    int c = 0;
    out.set(row, columns[c++], moments.intensity());
    out.set(row, columns[c++], moments.skewness());
    out.set(row, columns[c++], moments.kurtosis());
    out.set(row, columns[c++], cx);
    out.set(row, columns[c++], cy);
    out.set(row, columns[c++], Math.sqrt(cx * cx + cy * cy));
    out.set(row, columns[c++], Math.toDegrees(Math.atan2(cy, cx)));
    out.set(row, columns[c++], moments.length());
    out.set(row, columns[c++], moments.lengthUncertainty());
    out.set(row, columns[c++], moments.width());
    out.set(row, columns[c++], moments.widthUncertainty());
    out.set(row, columns[c++], Math.toDegrees(moments.psi()));
    out.set(row, columns[c++], Math.toDegrees(moments.psiUncertainty()));
    out.set(row, columns[c], moments.transverseCogUncertainty());
  }
}
