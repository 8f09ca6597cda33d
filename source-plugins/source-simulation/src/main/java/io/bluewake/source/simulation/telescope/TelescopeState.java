package io.bluewake.source.simulation.telescope;

import io.bluewake.math.random.CounterRandom;
import io.bluewake.model.CameraConstants;

/**
 * One telescope of an array with what is its own: position, gains and times of its pixels, broken
 * pixels, stars, pointing error. Immutable, shared by all threads.
 */
public final class TelescopeState {
  /** Half the side of the square that stars are in, rad. */
  private static final double STAR_FIELD = Math.toRadians(5);

  private static final int STAR_PARTS = 200;
  private static final double GOLDEN = Math.PI * (3 - Math.sqrt(5));

  private final int id;
  private final double x;
  private final double y;
  private final double z;
  private final TelescopeModel model;
  private final float[] gain;
  private final float[] delay;
  private final float[] pedestal;
  private final double evenSky;
  private final double[][] stars;
  private final boolean[] broken;
  private final double errorAzimuth;
  private final double errorAltitude;
  private final CameraConstants constants;
  private volatile Noise noise = new Noise(-1, -1, -1, new float[0], new NoiseTrace[0][]);

  /** Traces of noise of all pixels by channel, for one state of night and camera. */
  private record Noise(double sky, double gain, long step, float[] stars, NoiseTrace[][] traces) {}

  /**
   * How much telescopes differ from their design.
   *
   * @param gainSpread relative standard deviation of the gains
   * @param calibrationError relative standard deviation of what is known of them
   * @param delayNs standard deviation of delays of pixels, known to the calibration
   * @param broken part of the pixels that are broken
   * @param skyFactor night sky light against the nominal one
   * @param stars stars in the field of view
   * @param pointingErrorDeg standard deviation of the pointing, unknown to the data
   */
  public record Imperfection(
      double gainSpread,
      double calibrationError,
      double delayNs,
      double broken,
      double skyFactor,
      int stars,
      double pointingErrorDeg) {}

  TelescopeState(
      int id,
      double x,
      double y,
      double z,
      TelescopeModel model,
      Imperfection imperfection,
      long seed) {
    this.id = id;
    this.x = x;
    this.y = y;
    this.z = z;
    this.model = model;
    CounterRandom random = new CounterRandom(seed, id, 4711);
    int pixels = model.camera().pixels();
    gain = new float[pixels];
    delay = new float[pixels];
    pedestal = new float[pixels];
    broken = new boolean[pixels];
    for (int p = 0; p < pixels; p++) {
      gain[p] = (float) Math.max(0.3, 1 + imperfection.gainSpread() * random.nextGaussian());
      delay[p] = (float) (imperfection.delayNs() * random.nextGaussian());
      pedestal[p] = (float) Math.rint(model.electronics().pedestal() + random.nextGaussian());
      broken[p] = random.nextDouble() < imperfection.broken();
    }
    evenSky = imperfection.skyFactor();
    stars = stars(imperfection.stars(), seed);
    double error = Math.toRadians(imperfection.pointingErrorDeg());
    errorAzimuth = error * random.nextGaussian();
    errorAltitude = error * random.nextGaussian();
    constants = constants(imperfection.calibrationError(), random);
  }

  /**
   * Stars of random brightness, the same for all telescopes: right and up of the reported pointing,
   * rad, and light against the nominal night sky of a pixel.
   */
  static double[][] stars(int count, long seed) {
    CounterRandom random = new CounterRandom(seed, 4712);
    double[][] list = new double[count][];
    for (int s = 0; s < count; s++) {
      double right = STAR_FIELD * (2 * random.nextDouble() - 1);
      double up = STAR_FIELD * (2 * random.nextDouble() - 1);
      double brightness = Math.min(40, 1.5 * Math.pow(random.nextPositive(), -0.7));
      list[s] = new double[] {right, up, brightness};
    }
    return list;
  }

  /** The stars: right and up of the reported pointing at the start, rad, and brightness. */
  public double[][] stars() {
    return stars;
  }

  /** Where a star is in the telescope frame: longitude and latitude, rad. */
  public double[] place(double[] star, FieldState field) {
    double right = star[0] + field.right() - errorAzimuth;
    double up = star[1] + field.up() - errorAltitude + field.sink();
    double cos = Math.cos(field.turn());
    double sin = Math.sin(field.turn());
    return new double[] {cos * right - sin * up, sin * right + cos * up};
  }

  /** Night sky light of each pixel against the nominal one, stars included. */
  public float[] sky(FieldState field) {
    float[] light = new float[gain.length];
    java.util.Arrays.fill(light, (float) evenSky);
    for (double[] star : stars) {
      double[] at = place(star, field);
      double blur = model.psf(Math.hypot(at[0], at[1]));
      for (int k = 0; k < STAR_PARTS; k++) {
        // A sunflower of equal parts of the point spread function.
        double r = blur * Math.sqrt(-2 * Math.log(1 - (k + 0.5) / STAR_PARTS));
        double phi = k * GOLDEN;
        int pixel = model.pixelAt(at[0] + r * Math.cos(phi), at[1] + r * Math.sin(phi));
        if (pixel >= 0) {
          light[pixel] += (float) (star[2] / STAR_PARTS);
        }
      }
    }
    return light;
  }

  private CameraConstants constants(double error, CounterRandom random) {
    TelescopeModel.Electronics e = model.electronics();
    int channels = e.adcPerPe().length;
    int pixels = gain.length;
    float[][] pedestals = new float[channels][pixels];
    float[][] factors = new float[channels][pixels];
    float[][] shifts = new float[channels][pixels];
    boolean[][] unusable = new boolean[channels][];
    for (int c = 0; c < channels; c++) {
      unusable[c] = broken;
      for (int p = 0; p < pixels; p++) {
        pedestals[c][p] = pedestal[p];
        double samples = model.pulse().area / e.stepNs();
        double known = 1 + error * random.nextGaussian();
        factors[c][p] = (float) (known / (e.adcPerPe()[c] * gain[p] * samples));
        // Time shifts are subtracted from peak times.
        shifts[c][p] = delay[p];
      }
    }
    float[][] none = new float[0][];
    return new CameraConstants(pedestals, factors, none, none, shifts, unusable);
  }

  /** Telescope number. */
  public int id() {
    return id;
  }

  /** Position north of the origin, m. */
  public double x() {
    return x;
  }

  /** Position west of the origin, m. */
  public double y() {
    return y;
  }

  /** Position above the origin, m. */
  public double z() {
    return z;
  }

  /** Kind of telescope. */
  public TelescopeModel model() {
    return model;
  }

  /** Gain of each pixel against the design. */
  public float[] gain() {
    return gain;
  }

  /** Delay of each pixel, ns. */
  public float[] delay() {
    return delay;
  }

  /** Pedestal of each pixel, counts. */
  public float[] pedestal() {
    return pedestal;
  }

  /** What of a night sky light is simulated: there are steps of a fifth. */
  public static double simulatedSky(double factor) {
    return NoiseBank.simulated(factor);
  }

  /** Photo-electrons per count of a sample of the waveform, as they truly are. */
  public double photoElectrons(int channel, int pixel) {
    TelescopeModel.Electronics e = model.electronics();
    return 1 / (e.adcPerPe()[channel] * gain[pixel] * model.pulse().area / e.stepNs());
  }

  /** Whether a pixel is broken. */
  public boolean broken(int pixel) {
    return broken[pixel];
  }

  /** By how much the telescope looks past its reported azimuth, rad on the sky. */
  public double errorAzimuth() {
    return errorAzimuth;
  }

  /** By how much the telescope looks past its reported altitude, rad. */
  public double errorAltitude() {
    return errorAltitude;
  }

  /** What the calibration knows. */
  public CameraConstants constants() {
    return constants;
  }

  /**
   * Traces of noise in counts, by channel and pixel.
   *
   * @param skyFactor night sky light against the nominal one, 0 for a closed lid
   * @param gainFactor gain against the calibrated one
   * @param field where the random stars are
   * @param stars light of stars of the catalogue in each pixel, or an empty array
   */
  NoiseTrace[][] noise(double skyFactor, double gainFactor, FieldState field, float[] stars) {
    Noise now = noise;
    if (now.sky != skyFactor
        || now.gain != gainFactor
        || now.step != field.step()
        || now.stars != stars) {
      NoiseTrace[][] made = traces(skyFactor, gainFactor, sky(field), stars);
      now = new Noise(skyFactor, gainFactor, field.step(), stars, made);
      noise = now;
    }
    return now.traces;
  }

  private NoiseTrace[][] traces(double skyFactor, double gainFactor, float[] sky, float[] stars) {
    TelescopeModel.Electronics e = model.electronics();
    NoiseTrace[][] traces = new NoiseTrace[e.adcPerPe().length][gain.length];
    for (int c = 0; c < traces.length; c++) {
      for (int p = 0; p < gain.length; p++) {
        boolean dark = skyFactor == 0 || broken[p];
        int level = dark ? NoiseBank.LEVELS : NoiseBank.level(sky[p] * skyFactor);
        double own = gain[p] * gainFactor;
        traces[c][p] =
            dark || stars.length == 0 || stars[p] == 0
                ? model.bank().counts(level, c, own, e.adcPerPe()[c], e.noise()[c])
                : model
                    .bank()
                    .brighter(
                        level,
                        sky[p] * skyFactor + stars[p],
                        c,
                        own * e.adcPerPe()[c],
                        e.noise()[c]);
      }
    }
    return traces;
  }
}
