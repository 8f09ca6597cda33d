package __PACKAGE__;

import io.bluewake.model.Camera;
import io.bluewake.model.GeodeticLocation;
import io.bluewake.model.PixelChunk;
import io.bluewake.model.PixelSeries;
import io.bluewake.model.Telescope;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.model.TimeSeries;
import io.bluewake.spi.Plugin;
import io.bluewake.spi.PointingSensor;
import java.util.Arrays;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Takes the brightest spot in the variance of pedestals for a source in the middle of the field:
 * its centroid is where the camera looks past that source.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "__NAME__", summary = "Pointing from the brightest spot in the pedestals")
@Designate(ocd = __CLASS__.Config.class, factory = true)
public final class __CLASS__ implements PointingSensor {
  /** Options. */
  @ObjectClassDefinition(name = "__NAME__")
  public @interface Config {
    /** Variance of a pixel of the spot, in medians of the camera. */
    @AttributeDefinition(
        name = "Threshold",
        description = "Variance of a pixel of the spot, in medians of the camera",
        min = "1")
    double threshold() default 3;
  }

  private static final long MINUTE_NS = 60_000_000_000L;

  private final double threshold;

  /** Creates the sensor. */
  @Activate
  public __CLASS__(Config config) {
    threshold = config.threshold();
  }

  @Override
  public String series() {
    return TelescopeMonitoring.STAR_TRACKING;
  }

  @Override
  public TimeSeries measure(
      Telescope telescope,
      GeodeticLocation place,
      TelescopeMonitoring known,
      double azimuth,
      double altitude) {
    PixelSeries variances = known.pixels(TelescopeMonitoring.PEDESTAL_VARIANCE);
    int n = variances.size();
    long[] start = new long[n];
    long[] end = new long[n];
    double[] lon = new double[n];
    double[] lat = new double[n];
    double[] valid = new double[n];
    for (int i = 0; i < n; i++) {
      PixelChunk chunk = variances.chunk(i);
      start[i] = chunk.startNs();
      end[i] = chunk.endNs();
      double[] centre = centre(telescope.camera(), chunk.values("mean"));
      lon[i] = centre[0];
      lat[i] = centre[1];
      valid[i] = Double.isNaN(centre[0] + azimuth + altitude) ? 0 : 1;
    }
    return new TimeSeries(
        start,
        end,
        Map.of("dlon", lon, "dlat", lat, "is_valid", valid),
        Map.of("dlon", "deg", "dlat", "deg"),
        MINUTE_NS);
  }

  /** Centroid of what is above the threshold, deg; NaN when nothing is. */
  private double[] centre(Camera camera, double[] variance) {
    double[] sorted =
        Arrays.stream(variance, 0, camera.pixels()).filter(Double::isFinite).sorted().toArray();
    double median = sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    double sum = 0;
    double lon = 0;
    double lat = 0;
    for (int p = 0; p < camera.pixels(); p++) {
      if (variance[p] > threshold * median) {
        double weight = variance[p] - median;
        sum += weight;
        lon += weight * camera.fovLon()[p];
        lat += weight * camera.fovLat()[p];
      }
    }
    return new double[] {lon / sum, lat / sum};
  }
}
