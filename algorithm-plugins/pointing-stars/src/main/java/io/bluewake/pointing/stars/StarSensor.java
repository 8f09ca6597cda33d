package io.bluewake.pointing.stars;

import io.bluewake.math.pointing.AngleColumns;
import io.bluewake.math.pointing.FocalEstimate;
import io.bluewake.math.pointing.FocalTransform;
import io.bluewake.math.pointing.PixelResponse;
import io.bluewake.math.pointing.StarFieldFit;
import io.bluewake.math.sky.AstrometryContext;
import io.bluewake.math.sky.Atmosphere;
import io.bluewake.math.sky.ContextInterpolator;
import io.bluewake.math.sky.Site;
import io.bluewake.math.sky.SkyModels;
import io.bluewake.math.stars.StarCatalog;
import io.bluewake.math.stars.StarField;
import io.bluewake.model.Camera;
import io.bluewake.model.GeodeticLocation;
import io.bluewake.model.PixelChunk;
import io.bluewake.model.PixelSeries;
import io.bluewake.model.Telescope;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.model.TimeSeries;
import io.bluewake.spi.Plugin;
import io.bluewake.spi.PointingSensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Finds stars of the catalogue in the variance of pedestals and from them where the camera looks;
 * see {@link StarFieldFit}. An interval without stars enough gives an entry that is not valid.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "stars", summary = "Pointing from stars in the variance of pedestals")
@Designate(ocd = StarSensor.Config.class, factory = true)
public final class StarSensor implements PointingSensor {
  /** Options. */
  @ObjectClassDefinition(
      name = "Stars",
      description = "Pointing from stars in the variance of pedestals")
  public @interface Config {
    /** Which stars. */
    @AttributeDefinition(
        name = "Faintest",
        description = "Faintest star, blue magnitude of Tycho or V where it is unknown",
        min = "-2",
        max = "20")
    double faintest() default 7.5;

    /** How far off the pointing may be. */
    @AttributeDefinition(
        name = "Search radius",
        description = "How far off the reported pointing may be, deg",
        min = "0",
        max = "2")
    double searchDeg() default 0.25;

    /** Width of the image of a star, of which a factor is fitted. */
    @AttributeDefinition(
        name = "Point spread",
        description = "Standard deviation of the image of a star on the axis, deg",
        min = "0.001",
        max = "1")
    double psfDeg() default 0.018;

    /** How the width grows. */
    @AttributeDefinition(
        name = "Coma",
        description = "Growth of the standard deviation per degree off the axis, deg",
        min = "0",
        max = "1")
    double psfPerDeg() default 0.012;

    /** Which stars count. */
    @AttributeDefinition(
        name = "Significance",
        description = "Light of a star that counts, in standard errors",
        min = "1")
    double significance() default 5;

    /** How well variances are calibrated. */
    @AttributeDefinition(
        name = "Systematic error",
        description = "Relative error of the variance of a pixel that more events do not lower",
        min = "0",
        max = "1")
    double systematic() default 0.015;

    /** What images that are no Gaussians cost. */
    @AttributeDefinition(
        name = "Floor",
        description = "Error of the pointing that more events and stars do not lower, arcsec",
        min = "0")
    double floorArcsec() default 2;

    /** When nothing is found. */
    @AttributeDefinition(
        name = "Fewest stars",
        description = "Stars without which an interval is not valid",
        min = "1",
        max = "100")
    int fewestStars() default 3;

    /** Whether to fit the scale. */
    @AttributeDefinition(name = "Scale", description = "Whether to fit a scale, from four stars on")
    boolean scale() default true;

    /** Refraction of the light of stars. */
    @AttributeDefinition(
        name = "Pressure",
        description = "Air pressure for the refraction of the light of stars, hPa; 0 for none",
        min = "0",
        max = "1200")
    double pressureHpa() default 0;

    /** Refraction of the light of stars. */
    @AttributeDefinition(
        name = "Temperature",
        description = "Temperature of the air, degrees Celsius",
        min = "-60",
        max = "60")
    double temperatureC() default 10;

    /** Newer orientation of the Earth. */
    @AttributeDefinition(
        name = "IERS",
        description = "File finals2000A.all of the IERS; empty for the table shipped")
    String iers() default "";

    /** Newer leap seconds. */
    @AttributeDefinition(
        name = "Leap seconds",
        description = "File Leap_Second.dat of the IERS; empty for the table shipped")
    String leapSeconds() default "";
  }

  private static final double HUMIDITY = 0.2;
  private static final double WAVELENGTH = 0.4;
  private static final long SECOND = 1_000_000_000;
  private static final double NS = 1e-9;
  private static final long FIRST_SECOND = 63_072_010;

  /** Distance from the axis at which rotation and scale are as uncertain as the axis, deg. */
  private static final double FIELD = 2;

  /** Below this part of the median a pixel is taken as dead. */
  private static final double DEAD = 0.4;

  private final Config config;
  private final StarField field = new StarField(StarCatalog.shipped());
  private final ContextInterpolator times;
  private final Atmosphere air;
  private Camera camera;
  private StarFieldFit fit;
  private double radius;
  private boolean[] usable = new boolean[0];
  private double relativeError;

  /** Creates a sensor; reads the files it is given. */
  @Activate
  public StarSensor(Config config) {
    this.config = config;
    try {
      times =
          new ContextInterpolator(
              SkyModels.of(config.iers(), config.leapSeconds()), ContextInterpolator.STEP_SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    air =
        config.pressureHpa() > 0
            ? new Atmosphere(config.pressureHpa(), config.temperatureC(), HUMIDITY, WAVELENGTH)
            : Atmosphere.NONE;
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
    if (variances.isEmpty()) {
      return TimeSeries.EMPTY;
    }
    prepare(telescope.camera());
    AstrometryContext context =
        new AstrometryContext(
            Site.ofDegrees(place.longitudeDeg(), place.latitudeDeg(), place.height()), air);
    Entries entries = new Entries(variances.size(), config.floorArcsec() / 3600);
    for (int i = 0; i < variances.size(); i++) {
      PixelChunk chunk = variances.chunk(i);
      long middle = Math.round(chunk.centreNs());
      if (Math.floorDiv(middle, SECOND) < FIRST_SECOND) {
        continue;
      }
      double[] pointing = {azimuth, altitude};
      reported(known, middle, pointing);
      entries.add(
          chunk,
          pointing,
          Double.isNaN(pointing[0]) ? Optional.empty() : look(context, chunk, middle, pointing));
    }
    return entries.series();
  }

  private static void reported(TelescopeMonitoring known, long time, double[] pointing) {
    TimeSeries drive = known.series(TelescopeMonitoring.POINTING, time);
    if (drive.size() > 0) {
      pointing[0] = AngleColumns.radians(drive, "azimuth") * drive.at(time, "azimuth");
      pointing[1] = AngleColumns.radians(drive, "altitude") * drive.at(time, "altitude");
    }
  }

  private void prepare(Camera newCamera) {
    if (camera == newCamera) {
      return;
    }
    camera = newCamera;
    fit =
        new StarFieldFit(
            new PixelResponse(camera),
            new StarFieldFit.Options(
                Math.toRadians(config.psfDeg()),
                config.psfPerDeg(),
                Math.toRadians(config.searchDeg()),
                config.significance(),
                config.systematic(),
                config.fewestStars(),
                true,
                config.scale()));
    usable = new boolean[camera.pixels()];
    radius = 0;
    for (int p = 0; p < camera.pixels(); p++) {
      radius = Math.max(radius, Math.toRadians(Math.hypot(camera.fovLon()[p], camera.fovLat()[p])));
    }
  }

  private Optional<StarFieldFit.Result> look(
      AstrometryContext context, PixelChunk chunk, long time, double[] pointing) {
    long second = Math.floorDiv(time, SECOND);
    times.set(second, Math.floorMod(time, SECOND) * NS, context);
    int n =
        field.look(
            context,
            StarField.year((double) second),
            pointing[0],
            pointing[1],
            radius + Math.toRadians(config.searchDeg()),
            config.faintest());
    double[] variance = Arrays.copyOf(chunk.values("mean"), camera.pixels());
    select(chunk, variance);
    if (!(relativeError > 0)) {
      return Optional.empty();
    }
    return fit.fit(
        variance,
        usable,
        relativeError,
        Arrays.copyOf(field.lon(), n),
        Arrays.copyOf(field.lat(), n),
        n);
  }

  /**
   * Chooses pixels and finds how well their variances are known. Outliers of the statistics are not
   * left out, as most of them are stars.
   */
  private void select(PixelChunk chunk, double[] variance) {
    double[] std = chunk.has("std") ? chunk.values("std") : new double[variance.length];
    double[] errors = new double[variance.length];
    double[] sorted = variance.clone();
    Arrays.sort(sorted);
    int finite = 0;
    while (finite < sorted.length && !Double.isNaN(sorted[finite])) {
      finite++;
    }
    double median = finite == 0 ? Double.NaN : sorted[finite / 2];
    int n = 0;
    for (int p = 0; p < variance.length; p++) {
      usable[p] = variance[p] > DEAD * median && chunk.events()[p] > 1;
      if (usable[p]) {
        errors[n++] = std[p] / (variance[p] * Math.sqrt((double) chunk.events()[p]));
      }
    }
    Arrays.sort(errors, 0, n);
    relativeError = n == 0 ? Double.NaN : errors[n / 2];
  }

  /** The table of results as it grows. */
  private static final class Entries {
    private static final String[] NUMBERS = {"dlon", "dlat", "rotation", "scale"};

    private final long[] start;
    private final long[] end;
    private final double[][] value = new double[2 * FocalTransform.SIZE][];
    private final double[] azimuth;
    private final double[] altitude;
    private final double[] stars;
    private final double[] valid;
    private final double[] chi2;
    private final double floor;
    private int size;

    Entries(int most, double floor) {
      this.floor = floor;
      start = new long[most];
      end = new long[most];
      for (int i = 0; i < value.length; i++) {
        value[i] = new double[most];
      }
      azimuth = new double[most];
      altitude = new double[most];
      stars = new double[most];
      valid = new double[most];
      chi2 = new double[most];
    }

    void add(PixelChunk chunk, double[] pointing, Optional<StarFieldFit.Result> found) {
      azimuth[size] = Math.toDegrees(pointing[0]);
      altitude[size] = Math.toDegrees(pointing[1]);
      start[size] = chunk.startNs();
      end[size] = chunk.endNs();
      for (int i = 0; i < FocalTransform.SIZE; i++) {
        value[i][size] = Double.NaN;
        value[FocalTransform.SIZE + i][size] = Double.NaN;
        if (found.isPresent() && found.get().estimate().knows(i)) {
          FocalEstimate e = found.get().estimate();
          boolean angle = i != FocalTransform.SCALE;
          double x = e.value()[i];
          value[i][size] = angle ? Math.toDegrees(x) : 1 + x;
          double sigma = e.uncertainty(i);
          double least = i < FocalTransform.ROTATION ? floor : floor / FIELD;
          value[FocalTransform.SIZE + i][size] =
              angle ? Math.hypot(Math.toDegrees(sigma), angle(least, i)) : Math.hypot(sigma, least);
        }
      }
      stars[size] = found.map(r -> (double) r.stars().length).orElse(0.0);
      chi2[size] = found.map(StarFieldFit.Result::chi2).orElse(Double.NaN);
      valid[size] = found.isPresent() && !Double.isNaN(value[0][size]) ? 1 : 0;
      size++;
    }

    /** A floor in degrees of the pointing or of the edge of the field, as an angle. */
    private static double angle(double least, int i) {
      return i == FocalTransform.ROTATION ? Math.toDegrees(least) : least;
    }

    TimeSeries series() {
      java.util.Map<String, double[]> columns = new java.util.LinkedHashMap<>();
      java.util.Map<String, String> units = new java.util.LinkedHashMap<>();
      for (int i = 0; i < FocalTransform.SIZE; i++) {
        String unit = i == FocalTransform.SCALE ? "" : "deg";
        columns.put(NUMBERS[i], Arrays.copyOf(value[i], size));
        columns.put(NUMBERS[i] + "_uncert", Arrays.copyOf(value[FocalTransform.SIZE + i], size));
        units.put(NUMBERS[i], unit);
        units.put(NUMBERS[i] + "_uncert", unit);
      }
      columns.put("azimuth", Arrays.copyOf(azimuth, size));
      columns.put("altitude", Arrays.copyOf(altitude, size));
      units.put("azimuth", "deg");
      units.put("altitude", "deg");
      columns.put("stars_in_fit", Arrays.copyOf(stars, size));
      columns.put("reduced_chi2", Arrays.copyOf(chi2, size));
      columns.put("is_valid", Arrays.copyOf(valid, size));
      return new TimeSeries(
          Arrays.copyOf(start, size), Arrays.copyOf(end, size), columns, units, 60 * SECOND);
    }
  }
}
