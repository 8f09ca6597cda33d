package io.bluewake.pointing.combined;

import io.bluewake.math.frames.Directions;
import io.bluewake.math.frames.SkyOffset;
import io.bluewake.math.pointing.ArrayPointing;
import io.bluewake.math.pointing.BendingModel;
import io.bluewake.math.pointing.FocalTransform;
import io.bluewake.model.Column;
import io.bluewake.model.EventBatch;
import io.bluewake.model.Reconstruction;
import io.bluewake.model.Schema;
import io.bluewake.model.Subarray;
import io.bluewake.model.Table;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.spi.Plugin;
import io.bluewake.spi.PointingCorrector;
import io.bluewake.spi.Rows;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/**
 * Takes the reported pointing from the drive, the corrections from bending model, camera
 * displacement, star guider and stars in the pedestals, and makes one transformation of each image
 * from them; see {@link Corrections}. Images are corrected after their parameters are computed,
 * which for similarities is the same as moving the pixels before and costs nothing.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(
    name = "combined",
    summary = "Translation, rotation and scale from all sources of pointing, and sky coordinates")
@Designate(ocd = CombinedPointing.Config.class, factory = true)
public final class CombinedPointing implements PointingCorrector {
  private static final Set<String> SERIES =
      Set.of(
          TelescopeMonitoring.POINTING,
          TelescopeMonitoring.BENDING_MODEL,
          TelescopeMonitoring.BENDING_TERMS,
          TelescopeMonitoring.STARGUIDER,
          TelescopeMonitoring.CAMERA_DISPLACEMENT,
          TelescopeMonitoring.STAR_TRACKING);

  /** Options. */
  @ObjectClassDefinition(
      name = "Pointing from all sources",
      description = "Translation, rotation and scale from all sources of pointing")
  public @interface Config {
    /** When to work. */
    @AttributeDefinition(
        name = "When",
        description = "Whether to work only where monitoring data have something about pointing",
        options = {
          @Option(label = "where there are data", value = "auto"),
          @Option(label = "always", value = "always")
        })
    String when() default "auto";

    /** Bending models. */
    @AttributeDefinition(
        name = "Bending models",
        description =
            "Terms in arcsec by telescope, for example '2: IA=12.5 AN=-3', with * for all others;"
                + " those that 'bluewake pointing --bending' has fitted hold for the rest")
    String[] bending() default {};

    /** Whether drives correct for the bending themselves. */
    @AttributeDefinition(
        name = "Bending is in the drive",
        description = "Whether the reported pointing is already corrected for bending")
    boolean bendingInDrive() default false;

    /** How well the bending model describes the telescope. */
    @AttributeDefinition(
        name = "Error of the bending model",
        description = "Standard error where the data have none, arcsec",
        min = "0.001")
    double bendingErrorArcsec() default 14;

    /** How well the star guider measures. */
    @AttributeDefinition(
        name = "Error of the star guider",
        description = "Standard error where the data have none, arcsec",
        min = "0.001")
    double starguiderErrorArcsec() default 5;

    /** How well the displacement of the camera is measured. */
    @AttributeDefinition(
        name = "Error of the camera displacement",
        description = "Standard error where the data have none, arcsec",
        min = "0.001")
    double displacementErrorArcsec() default 5;

    /** How well stars measure. */
    @AttributeDefinition(
        name = "Error of star tracking",
        description = "Standard error where the data have none, arcsec",
        min = "0.001")
    double starErrorArcsec() default 5;

    /** How far corrections wander without measurement. */
    @AttributeDefinition(
        name = "Wander",
        description = "Standard deviation a correction gains in a minute, arcsec",
        min = "0")
    double wanderArcsec() default 2;

    /** When corrections become old. */
    @AttributeDefinition(
        name = "Old after",
        description = "Time to the next measurement after which a correction is old, s",
        min = "0")
    double staleSeconds() default 600;

    /** Whether to scale images. */
    @AttributeDefinition(name = "Scale", description = "Whether to correct the scale as well")
    boolean scale() default true;

    /** Refraction. */
    @AttributeDefinition(
        name = "Pressure",
        description =
            "Air pressure for the refraction of sky coordinates, hPa; 0 for none, as Cherenkov"
                + " light comes from within the air",
        min = "0",
        max = "1200")
    double pressureHpa() default 0;

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

  private static final Column[] OUT = TELESCOPE.columns().toArray(Column[]::new);
  private static final Column[] SKY_OUT = SKY.columns().toArray(Column[]::new);
  private static final int FIRST_UNCERTAINTY = 8;
  private static final int QUALITY_AT = 12;
  private static final int CORRECTED_AT = 13;
  private static final int REPORTED_AT = 14;

  private final Config config;
  private final Map<Integer, BendingModel> bending = new HashMap<>();
  private final BendingModel bendingOfOthers;
  private final SkyPlaces places;
  private final SkyOffset frame = new SkyOffset();
  private final ImageMover mover = new ImageMover();
  private final RingMover rings = new RingMover();
  private final double[] transform = new double[FocalTransform.SIZE];
  private final double[] variance = new double[FocalTransform.SIZE];
  private final double[] reported = new double[2];
  private final double[] v = new double[3];
  private Corrections[] corrections = new Corrections[0];
  private int[] quality = new int[0];

  /** Creates a corrector; reads the files it is given. */
  @Activate
  public CombinedPointing(Config config) {
    this.config = config;
    BendingModel others = BendingModel.NONE;
    for (String text : config.bending()) {
      int colon = text.indexOf(':');
      String who = text.substring(0, Math.max(0, colon)).strip();
      BendingModel model = BendingModel.parse(text.substring(colon + 1));
      if (who.equals("*")) {
        others = model;
      } else {
        try {
          bending.put(Integer.parseInt(who), model);
        } catch (NumberFormatException e) {
          throw new IllegalArgumentException(
              "bending '" + text + "': begin with the number of a telescope and a colon, or *:", e);
        }
      }
    }
    bendingOfOthers = others;
    places = new SkyPlaces(config.iers(), config.leapSeconds(), config.pressureHpa());
  }

  @Override
  public boolean applies(Subarray subarray, List<TelescopeMonitoring> known) {
    if (config.when().equals("always") || config.bending().length > 0) {
      return true;
    }
    for (TelescopeMonitoring m : known) {
      for (String name : SERIES) {
        if (!m.all(name).isEmpty()) {
          return true;
        }
      }
    }
    return false;
  }

  private Corrections corrections(EventBatch batch, int telescope) {
    if (corrections.length != batch.subarray().size()) {
      corrections = new Corrections[batch.subarray().size()];
    }
    TelescopeMonitoring known = batch.monitoring(telescope);
    if (corrections[telescope] == null || corrections[telescope].monitoring() != known) {
      int id = batch.subarray().telescope(telescope).id();
      corrections[telescope] =
          new Corrections(known, bending.getOrDefault(id, bendingOfOthers), config);
    }
    return corrections[telescope];
  }

  @Override
  public void correct(EventBatch batch, boolean fresh, Rows out) {
    if (quality.length < batch.telescopeRows()) {
      quality = new int[batch.telescopeRows()];
    }
    mover.bind(batch.parameters());
    rings.bind(batch.muons());
    Table before = batch.pointing();
    boolean some = !fresh && before.schema() == TELESCOPE && before.rows() > 0;
    places.observeFrom(batch.subarray().reference());
    for (int event = 0; event < batch.events(); event++) {
      boolean timed = places.at(batch, event);
      for (int row = batch.firstTelescope()[event];
          row < batch.firstTelescope()[event + 1];
          row++) {
        quality[row] = timed && !places.predicted() ? 0 : PREDICTED_EARTH;
        correct(batch, event, row, out, timed);
        if (some && before.getLong(row, OUT[CORRECTED_AT]) != 0) {
          // Rings are computed in each run, and go where the parameters have gone.
          read(before, row);
          rings.move(batch.muons(), row, transform);
        } else if (!Double.isNaN(transform[FocalTransform.LON])) {
          double focal = batch.subarray().telescope(batch.telescope()[row]).camera().focalLength();
          mover.move(batch.parameters(), row, transform, focal);
          rings.move(batch.muons(), row, transform);
          out.set(row, OUT[CORRECTED_AT], (quality[row] & NO_CORRECTION) == 0);
        }
      }
      ArrayPointing.fill(batch, event);
    }
  }

  private void correct(EventBatch batch, int event, int row, Rows out, boolean timed) {
    Corrections known = corrections(batch, batch.telescope()[row]);
    long time = batch.timeNs(event);
    quality[row] |= reported(known, time, batch, row);
    quality[row] |= known.at(time, reported[0], reported[1], places, transform, variance);
    if (!config.scale()) {
      transform[FocalTransform.SCALE] = 0;
    }
    frame.pointTo(reported[0], reported[1]);
    frame.toHorizon(transform[FocalTransform.LON], transform[FocalTransform.LAT], v, 0);
    double azimuth = Directions.wrapTwoPi(Directions.longitude(v[0], v[1]));
    out.set(row, OUT[0], Math.toDegrees(azimuth));
    out.set(row, OUT[1], Math.toDegrees(Directions.latitude(v[0], v[1], v[2])));
    places.toIcrs(timed, v);
    out.set(row, OUT[2], places.ra());
    out.set(row, OUT[3], places.dec());
    for (int i = 0; i < FocalTransform.SIZE; i++) {
      boolean angle = i != FocalTransform.SCALE;
      double scale = 1 + (angle ? 0 : transform[i]);
      out.set(row, OUT[4 + i], angle ? Math.toDegrees(transform[i]) : scale);
      double error = Math.sqrt(variance[i]);
      out.set(
          row,
          OUT[FIRST_UNCERTAINTY + i],
          Double.isInfinite(error) ? Double.NaN : angle ? Math.toDegrees(error) : error);
    }
    out.set(row, OUT[QUALITY_AT], quality[row]);
    out.set(row, OUT[REPORTED_AT], Math.toDegrees(batch.azimuth()[row]));
    out.set(row, OUT[REPORTED_AT + 1], Math.toDegrees(batch.altitude()[row]));
  }

  /** The transformation by which an earlier run has corrected a row. */
  private void read(Table before, int row) {
    for (int i = 0; i < FocalTransform.SIZE; i++) {
      double x = before.getDouble(row, OUT[4 + i]);
      transform[i] = i == FocalTransform.SCALE ? x - 1 : Math.toRadians(x);
    }
  }

  /** Finds where the telescope says it points, and tells the batch if it did not know. */
  private int reported(Corrections known, long time, EventBatch batch, int row) {
    int flags = known.reported(time, reported);
    boolean ownKnown = !Float.isNaN(batch.azimuth()[row]) && !Float.isNaN(batch.altitude()[row]);
    if (flags == 0 || flags == STALE_POINTING && !ownKnown) {
      batch.azimuth()[row] = (float) reported[0];
      batch.altitude()[row] = (float) reported[1];
      return flags;
    }
    reported[0] = batch.azimuth()[row];
    reported[1] = batch.altitude()[row];
    return ownKnown ? 0 : NO_POINTING;
  }

  @Override
  public void locate(EventBatch batch, Reconstruction directions, Rows out) {
    Schema schema = directions.stereo().schema();
    double[] az = directions.stereo().doubles(schema.column(directions.name() + "_az"));
    double[] alt = directions.stereo().doubles(schema.column(directions.name() + "_alt"));
    places.observeFrom(batch.subarray().reference());
    for (int event = 0; event < batch.events(); event++) {
      boolean timed = places.at(batch, event);
      Directions.toVector(Math.toRadians(az[event]), Math.toRadians(alt[event]), v, 0);
      places.toIcrs(timed, v);
      out.set(event, SKY_OUT[0], places.ra());
      out.set(event, SKY_OUT[1], places.dec());
      int flags = timed && !places.predicted() ? 0 : PREDICTED_EARTH;
      for (int row = batch.firstTelescope()[event];
          row < batch.firstTelescope()[event + 1];
          row++) {
        flags |= quality[row];
      }
      out.set(event, SKY_OUT[2], flags);
    }
  }
}
