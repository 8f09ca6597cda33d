package __PACKAGE__;

import io.bluewake.math.frames.Directions;
import io.bluewake.math.sky.AstrometryContext;
import io.bluewake.math.sky.Atmosphere;
import io.bluewake.math.sky.ContextInterpolator;
import io.bluewake.math.sky.EarthOrientation;
import io.bluewake.math.sky.Site;
import io.bluewake.math.sky.SkyModel;
import io.bluewake.math.sky.SkyModels;
import io.bluewake.model.EventBatch;
import io.bluewake.model.GeodeticLocation;
import io.bluewake.model.Reconstruction;
import io.bluewake.model.Schema;
import io.bluewake.model.Subarray;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.spi.Plugin;
import io.bluewake.spi.PointingCorrector;
import io.bluewake.spi.Rows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Takes the reported pointing as it is and says where that is in the sky. To correct it, change
 * image parameters in {@link #correct} and fill the offset and rotation that were used.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "__NAME__", summary = "Sky coordinates of the reported pointing")
@Designate(ocd = __CLASS__.Config.class, factory = true)
public final class __CLASS__ implements PointingCorrector {
  /** Start of UTC with leap seconds, 1972. */
  private static final long FIRST_SECOND = 63_072_010;

  private static final int PER_SECOND = 1_000_000_000;

  /** Options. */
  @ObjectClassDefinition(name = "__NAME__")
  public @interface Config {}

  private final SkyModel model;
  private final ContextInterpolator times;
  private final double[] v = new double[3];
  private GeodeticLocation place;
  private AstrometryContext context;
  private int[] quality = new int[0];
  private boolean timed;
  private int timeQuality;

  /** Creates the corrector. */
  @Activate
  public __CLASS__(Config config) {
    try {
      model = SkyModels.of("", "");
    } catch (IOException e) {
      throw new UncheckedIOException(config.annotationType() + ": " + e.getMessage(), e);
    }
    times = new ContextInterpolator(model, ContextInterpolator.STEP_SECONDS);
  }

  @Override
  public boolean applies(Subarray subarray, List<TelescopeMonitoring> known) {
    return true;
  }

  @Override
  public void correct(EventBatch batch, boolean fresh, Rows out) {
    if (quality.length < batch.telescopeRows()) {
      quality = new int[batch.telescopeRows()];
    }
    for (int event = 0; event < batch.events(); event++) {
      setTime(batch, event);
      int end = batch.firstTelescope()[event + 1];
      for (int row = batch.firstTelescope()[event]; row < end; row++) {
        double azimuth = batch.azimuth()[row];
        double altitude = batch.altitude()[row];
        boolean known = !Double.isNaN(azimuth) && !Double.isNaN(altitude);
        quality[row] = NO_CORRECTION | timeQuality | (known ? 0 : NO_POINTING);
        out.set(row, TELESCOPE.column("azimuth"), Math.toDegrees(azimuth));
        out.set(row, TELESCOPE.column("altitude"), Math.toDegrees(altitude));
        setSky(out, row, TELESCOPE, azimuth, altitude);
        out.set(row, TELESCOPE.column("offset_lon"), known ? 0 : Double.NaN);
        out.set(row, TELESCOPE.column("offset_lat"), known ? 0 : Double.NaN);
        out.set(row, TELESCOPE.column("rotation"), 0.0);
        out.set(row, TELESCOPE.column("scale"), 1.0);
        out.set(row, TELESCOPE.column(QUALITY), quality[row]);
      }
    }
  }

  @Override
  public void locate(EventBatch batch, Reconstruction directions, Rows out) {
    Schema schema = directions.stereo().schema();
    double[] az = directions.stereo().doubles(schema.column(directions.name() + "_az"));
    double[] alt = directions.stereo().doubles(schema.column(directions.name() + "_alt"));
    for (int event = 0; event < batch.events(); event++) {
      setTime(batch, event);
      setSky(out, event, SKY, Math.toRadians(az[event]), Math.toRadians(alt[event]));
      int flags = timeQuality;
      int end = batch.firstTelescope()[event + 1];
      for (int row = batch.firstTelescope()[event]; row < end; row++) {
        flags |= quality[row];
      }
      out.set(event, SKY.column("sky_quality"), flags);
    }
  }

  /** Turns the Earth to the time of an event, if it has one. */
  private void setTime(EventBatch batch, int event) {
    GeodeticLocation here = batch.subarray().reference();
    if (!here.equals(place)) {
      place = here;
      Site site = Site.ofDegrees(here.longitudeDeg(), here.latitudeDeg(), here.height());
      context = new AstrometryContext(site, Atmosphere.NONE);
    }
    long time = batch.timeNs(event);
    long seconds = Math.floorDiv(time, PER_SECOND);
    timed = seconds >= FIRST_SECOND;
    timeQuality = PREDICTED_EARTH;
    if (timed) {
      times.set(seconds, Math.floorMod(time, PER_SECOND) * 1e-9, context);
      EarthOrientation earth = model.orientation();
      timeQuality = earth.stale(earth.leapSeconds().utcDay(seconds)) ? PREDICTED_EARTH : 0;
    }
  }

  private void setSky(Rows out, int row, Schema to, double azimuth, double alt) {
    double ra = Double.NaN;
    double dec = Double.NaN;
    if (timed && !Double.isNaN(azimuth) && !Double.isNaN(alt)) {
      Directions.toVector(azimuth, alt, v, 0);
      context.toIcrs(v[0], v[1], v[2], v, 0);
      ra = Math.toDegrees(Directions.wrapTwoPi(Directions.longitude(v[0], v[1])));
      dec = Math.toDegrees(Directions.latitude(v[0], v[1], v[2]));
    }
    out.set(row, to.column("ra"), ra);
    out.set(row, to.column("dec"), dec);
  }
}
