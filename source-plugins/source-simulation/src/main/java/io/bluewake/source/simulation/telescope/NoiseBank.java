package io.bluewake.source.simulation.telescope;

import io.bluewake.math.random.CounterRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Long traces of night sky light and of electronic noise, made once and used from random places:
 * single photo-electrons at random times with spread charges, rare large afterpulses and optical
 * crosstalk, filtered by the pulse, their mean subtracted as by an AC coupled input. In units of
 * the maximum of one photo-electron. Immutable, shared by all threads.
 */
final class NoiseBank {
  /**
   * Levels of night sky light: a quarter of the nominal one and each further one a fifth more, up
   * to that of bright stars in a bright night.
   */
  static final int LEVELS = 44;

  private static final double FIRST = 0.25;
  private static final double RATIO = Math.pow(2, 0.25);
  private static final double INVERSE_LOG_RATIO = 1 / Math.log(RATIO);
  private static final int LENGTH = 1 << 15;
  private static final int USABLE = LENGTH - 1024;

  private static final int GAINS = 41;
  private static final int MIDDLE = 20;
  private static final double GAIN_STEP = 0.02;

  private final AtomicReferenceArray<float[]> sky = new AtomicReferenceArray<>(LEVELS);
  private final Pulse pulse;
  private final SinglePe single;
  private final double rate;
  private final double stepNs;
  private final long seed;
  private final float[] electronics = new float[LENGTH];

  NoiseBank(Pulse pulse, SinglePe single, double rate, double stepNs, long seed) {
    this.pulse = pulse;
    this.single = single;
    this.rate = rate;
    this.stepNs = stepNs;
    this.seed = seed;
    CounterRandom random = new CounterRandom(seed, LEVELS);
    for (int i = 0; i < LENGTH; i++) {
      electronics[i] = (float) random.nextGaussian();
    }
  }

  private static void fill(
      float[] trace,
      Pulse pulse,
      SinglePe single,
      double rate,
      double stepNs,
      CounterRandom random) {
    SampledPulse samples = pulse.sampled(stepNs);
    double span = LENGTH * stepNs;
    double sum = 0;
    for (double t = 0; t < span; t += random.nextExponential() / Math.max(rate, 1e-9)) {
      double charge = single.noise(random);
      sum += charge;
      samples.add(trace, 0, LENGTH, t, (float) charge);
    }
    float mean = (float) (sum * pulse.area / span);
    for (int i = 0; i < LENGTH; i++) {
      trace[i] -= mean;
    }
  }

  /** Light of a level, made when first needed. */
  private float[] sky(int level) {
    float[] trace = sky.get(level);
    if (trace == null) {
      trace = new float[LENGTH];
      fill(trace, pulse, single, rate * factor(level), stepNs, new CounterRandom(seed, level));
      sky.set(level, trace);
    }
    return trace;
  }

  /** What of a factor on the nominal night sky light is simulated: that of the nearest level. */
  static double simulated(double factor) {
    return factor > 0 ? factor(level(factor)) : 0;
  }

  /** Night sky light of a level against the nominal one. */
  static double factor(int level) {
    return FIRST * Math.pow(RATIO, level);
  }

  /** Level nearest to a factor on the nominal night sky light. */
  static int level(double factor) {
    if (!(factor > 0)) {
      return 0;
    }
    long level = Math.round(Math.log(factor / FIRST) * INVERSE_LOG_RATIO);
    return (int) Math.max(0, Math.min(LEVELS - 1, level));
  }

  /** Traces in counts, made when first needed: [level][channel][gain class]. */
  private final AtomicReferenceArray<NoiseTrace> counts =
      new AtomicReferenceArray<>((LEVELS + 1) * 2 * GAINS);

  /**
   * A trace of night sky light and electronic noise in counts.
   *
   * @param level night sky light, or {@link #LEVELS} for none
   * @param gain gain of the pixel against the design
   * @param adcPerPe maximum of a photo-electron by design, counts
   * @param sigma electronic noise, counts
   */
  NoiseTrace counts(int level, int channel, double gain, double adcPerPe, double sigma) {
    int part = (int) Math.max(0, Math.min(GAINS - 1, Math.round((gain - 1) / GAIN_STEP) + MIDDLE));
    int at = (level * 2 + channel) * GAINS + part;
    NoiseTrace trace = counts.get(at);
    if (trace == null) {
      double scale = level == LEVELS ? 0 : adcPerPe * (1 + (part - MIDDLE) * GAIN_STEP);
      // Of no light any level will do, and the faintest is made soonest.
      trace = trace(sky(level == LEVELS ? 0 : level), scale, channel, sigma);
      // Two threads may make it; both make the same.
      counts.set(at, trace);
    }
    return trace;
  }

  private NoiseTrace trace(float[] light, double scale, int channel, double sigma) {
    short[] trace = new short[LENGTH];
    int most = Short.MIN_VALUE;
    for (int i = 0; i < LENGTH; i++) {
      float noise = electronics[i + 7919 * channel & LENGTH - 1];
      trace[i] = (short) Math.rint(scale * light[i] + sigma * noise);
      most = Math.max(most, trace[i]);
    }
    return new NoiseTrace(trace, most);
  }

  /**
   * A trace in counts of any brightness: that of a level, stretched so that its variance is that of
   * the brightness. Made anew at every call.
   *
   * @param factor night sky light against the nominal one
   * @param adcPerPe maximum of a photo-electron of the pixel, counts
   */
  NoiseTrace brighter(int level, double factor, int channel, double adcPerPe, double sigma) {
    double scale = adcPerPe * Math.sqrt(factor / factor(level));
    return trace(sky(level), scale, channel, sigma);
  }

  /** A place from which a trace may be used, from random bits. */
  static int place(int bits) {
    return (int) ((bits & 0xFFFFFFFFL) * USABLE >>> 32);
  }
}
