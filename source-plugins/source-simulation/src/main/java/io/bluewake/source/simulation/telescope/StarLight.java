package io.bluewake.source.simulation.telescope;

import io.bluewake.math.random.CounterRandom;
import io.bluewake.math.sky.AstrometryContext;
import io.bluewake.math.sky.Atmosphere;
import io.bluewake.math.sky.ContextInterpolator;
import io.bluewake.math.sky.Site;
import io.bluewake.math.sky.SkyModel;
import io.bluewake.math.stars.StarCatalog;
import io.bluewake.math.stars.StarField;
import io.bluewake.model.GeodeticLocation;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Light of the stars of the catalogue in the pixels of a telescope that stands still, in units of
 * the nominal night sky, by steps of time: the sky turns above it. Where a star is seen follows
 * from where the telescope really looks. Shared by all threads.
 */
public final class StarLight {
  /** Length of a step, s. */
  public static final double STEP = 0.25;

  /** Blue light of the night sky at a dark place, magnitudes per square second of arc. */
  private static final double SKY = 22.4;

  private static final double ARCSEC = Math.PI / 648000;
  private static final int RAYS = 20_000;
  private static final double NOTHING = 2e-3;

  private final Conditions conditions;
  private final StarCatalog catalog = StarCatalog.shipped();
  private final StarField field = new StarField(catalog);
  private final ContextInterpolator times;
  private final AstrometryContext context;
  private final ConcurrentHashMap<Integer, Lit> latest = new ConcurrentHashMap<>();

  /**
   * What holds for all telescopes.
   *
   * @param startSeconds start of the run, seconds since 1970 TAI
   * @param azimuth reported pointing, rad
   * @param altitude reported pointing, rad
   * @param sinkPerSecond by how much the telescopes sink, rad
   * @param turnPerSecond by how much the cameras turn, rad
   * @param faintest magnitude
   */
  public record Conditions(
      int startSeconds,
      double azimuth,
      double altitude,
      double sinkPerSecond,
      double turnPerSecond,
      double faintest) {}

  private record Lit(long step, float[] pixels) {}

  /** Stars above a place. */
  public StarLight(GeodeticLocation place, Conditions conditions) {
    this.conditions = conditions;
    times = new ContextInterpolator(SkyModel.shipped(), ContextInterpolator.STEP_SECONDS);
    context =
        new AstrometryContext(
            Site.ofDegrees(place.longitudeDeg(), place.latitudeDeg(), place.height()),
            Atmosphere.NONE);
  }

  /**
   * Light of stars in each pixel.
   *
   * @param time seconds after the start of the run
   * @return the same array for all times of a step
   */
  public float[] pixels(TelescopeState telescope, double time) {
    long step = (long) Math.floor(time / STEP);
    Lit lit = latest.get(telescope.id());
    if (lit == null || lit.step != step) {
      lit = new Lit(step, shine(telescope, (step + 0.5) * STEP));
      latest.put(telescope.id(), lit);
    }
    return lit.pixels;
  }

  private synchronized float[] shine(TelescopeState telescope, double time) {
    Conditions c = conditions;
    double now = c.startSeconds + time;
    long whole = (long) Math.floor(now);
    times.set(whole, now - whole, context);
    TelescopeModel model = telescope.model();
    double radius = model.fieldRadius() + Math.toRadians(0.5);
    int stars = field.look(context, StarField.year(now), c.azimuth, c.altitude, radius, c.faintest);
    TelescopeView view = TelescopeView.create(1)[0];
    view.look(
        telescope,
        0,
        0,
        0,
        c.azimuth,
        c.altitude,
        c.sinkPerSecond * time,
        c.turnPerSecond * time,
        new CounterRandom(0, 0, 0));
    double area = 0;
    for (double pixel : model.camera().geometry().pixelArea()) {
      area += pixel / model.camera().pixels();
    }
    double solid = area / Math.pow(model.camera().focalLength() * ARCSEC, 2);
    float[] pixels = new float[model.camera().pixels()];
    double[] place = new double[2];
    for (int i = 0; i < stars; i++) {
      int star = field.star()[i];
      double ratio = Math.pow(10, 0.4 * (SKY - catalog.cameraMagnitude(star))) / solid;
      double[] u = field.ground(i);
      if (view.place(u[0], u[1], u[2], place)) {
        shed(
            model,
            place[0],
            place[1],
            ratio,
            new CounterRandom(catalog.number(star), 7, 1),
            pixels);
      }
    }
    for (int p = 0; p < pixels.length; p++) {
      pixels[p] = pixels[p] < NOTHING ? 0 : pixels[p];
    }
    return pixels;
  }

  private static void shed(
      TelescopeModel model,
      double lon,
      double lat,
      double ratio,
      CounterRandom random,
      float[] pixels) {
    double blur = model.psf(Math.hypot(lon, lat));
    int[] hits = new int[pixels.length];
    for (int k = 0; k < RAYS; k++) {
      int pixel =
          model.pixelAt(lon + blur * random.nextGaussian(), lat + blur * random.nextGaussian());
      if (pixel >= 0) {
        hits[pixel]++;
      }
    }
    for (int p = 0; p < pixels.length; p++) {
      pixels[p] += (float) (ratio * hits[p] / RAYS);
    }
  }
}
