package io.bluewake.parameters.timing;

import io.bluewake.math.image.HillasMoments;
import io.bluewake.math.image.TimingFit;
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
 * How the arrival time changes along the image: a robust line through the peak times over the
 * coordinate along the major axis of the image; see {@link TimingFit}. Images with fewer than three
 * signal pixels, images without direction and images without peak times keep missing values. The
 * same image always gives the same line.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "timing", summary = "Gradient of the arrival times along the image")
@Designate(ocd = TimingParameterizer.Config.class, factory = true)
public final class TimingParameterizer implements ImageParameterizer {
  /** Options. */
  @ObjectClassDefinition(
      name = "Timing parameters",
      description = "Gradient of the arrival times along the image")
  public @interface Config {
    /** Frame of the parameters. */
    @AttributeDefinition(
        name = "Frame",
        description =
            "Whether the slope is per degree in the telescope frame or per metre in the camera frame",
        options = {
          @Option(label = "telescope frame", value = "telescope"),
          @Option(label = "camera frame", value = "camera")
        })
    String frame() default "telescope";
  }

  private final boolean inCamera;
  private final Schema schema;
  private final Column intercept;
  private final Column deviation;
  private final Column slope;
  private final HillasMoments moments = new HillasMoments();
  private final TimingFit fit = new TimingFit();
  private int[] pixels = new int[0];

  /** Creates a parameterizer. */
  @Activate
  public TimingParameterizer(Config config) {
    inCamera = HillasFrame.isCamera(config.frame());
    schema =
        Schema.named(inCamera ? "camera_frame_timing" : "timing")
            .float64("intercept", "", "Time of the line at the centroid, ns")
            .float64("deviation", "", "Root mean square distance of all times from the line, ns")
            .float64(
                "slope",
                inCamera ? "m**-1" : "deg**-1",
                "Change of time along the major axis, ns per degree or metre")
            .build();
    intercept = schema.column("intercept");
    deviation = schema.column("deviation");
    slope = schema.column("slope");
  }

  @Override
  public Schema provides() {
    return schema;
  }

  @Override
  public Schema providesForTrueImages() {
    return Schema.EMPTY;
  }

  @Override
  public void parameterize(SelectedImages in, Rows out) {
    ImageBatch images = in.images();
    if (in.isTrue() || !images.hasPeakTime()) {
      return;
    }
    Camera camera = images.camera();
    if (pixels.length != camera.pixels()) {
      pixels = new int[camera.pixels()];
    }
    double[] x = inCamera ? camera.geometry().pixelX() : camera.fovLon();
    double[] y = inCamera ? camera.geometry().pixelY() : camera.fovLat();
    for (int i = 0; i < in.count(); i++) {
      int row = in.rows()[i];
      int base = images.base(row);
      int n = in.signal().pixelsOf(row, pixels);
      if (!moments.compute(x, y, images.charge(), base, pixels, n)) {
        continue;
      }
      moments.project();
      if (fit.fit(moments.along(), images.peakTime(), base, pixels, n)) {
        out.set(row, intercept, fit.intercept());
        out.set(row, deviation, fit.deviation());
        out.set(row, slope, fit.slope());
      }
    }
  }
}
