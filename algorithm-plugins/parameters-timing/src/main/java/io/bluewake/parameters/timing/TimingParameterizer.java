package io.bluewake.parameters.timing;

import io.bluewake.math.image.HillasMoments;
import io.bluewake.math.image.TimingFit;
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
 * How the arrival time changes along the image: a robust line through the peak times over the
 * coordinate along the major axis of the image; see {@link TimingFit}. Images with fewer than three
 * signal pixels, images without direction and images without peak times keep missing values. The
 * same image always gives the same line.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "timing", summary = "Gradient of the arrival times along the image")
public final class TimingParameterizer implements ImageParameterizer {
  private final Schema schema =
      Schema.named("timing")
          .float64("intercept", "", "Time of the line at the centroid, ns")
          .float64("deviation", "", "Root mean square distance of all times from the line, ns")
          .float64("slope", "deg**-1", "Change of time along the major axis, ns per degree")
          .build();
  private final Column intercept = schema.column("intercept");
  private final Column deviation = schema.column("deviation");
  private final Column slope = schema.column("slope");
  private final HillasMoments moments = new HillasMoments();
  private final TimingFit fit = new TimingFit();
  private int[] pixels = new int[0];

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
    for (int i = 0; i < in.count(); i++) {
      int row = in.rows()[i];
      int base = images.base(row);
      int n = in.signal().pixelsOf(row, pixels);
      if (!moments.compute(camera.fovLon(), camera.fovLat(), images.charge(), base, pixels, n)) {
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
