package io.bluewake.math.random;

/**
 * Random numbers from a counter: the n-th number of a stream is a hash (the finalizer of
 * SplitMix64, Steele et al. 2014) of the stream's key plus n times the golden ratio. A stream is
 * named by a few integers, for example seed, shower and telescope, so results do not depend on the
 * order in which streams are used or on the number of threads. Reusable; not thread safe.
 */
public final class CounterRandom {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final double UNIT = 0x1p-53;
  private static final int QUANTILES = 1 << 13;
  private static final float[] NORMAL = quantiles();

  private long state;
  private double spare;
  private boolean hasSpare;

  /** Creates a generator at the beginning of stream 0. */
  public CounterRandom() {
    this(0);
  }

  /** Creates a generator at the beginning of a stream. */
  public CounterRandom(long seed, long... names) {
    start(seed, names);
  }

  /** Goes to the beginning of a stream. */
  public CounterRandom start(long seed, long... names) {
    begin(seed);
    for (long name : names) {
      descend(name);
    }
    return this;
  }

  /** Goes to the beginning of a stream with one name, without an array for it. */
  public CounterRandom start(long seed, long name) {
    begin(seed);
    descend(name);
    return this;
  }

  /** Goes to the beginning of a stream with three names, without an array for them. */
  public CounterRandom start(long seed, long first, long second, long third) {
    begin(seed);
    descend(first);
    descend(second);
    descend(third);
    return this;
  }

  private void begin(long seed) {
    state = mix(seed + GOLDEN);
    hasSpare = false;
  }

  private void descend(long name) {
    state = mix(state ^ mix(name * GOLDEN + 0x632BE59BD9B4E019L));
  }

  /** Hash of 64 bits in which every input bit changes half of the output bits. */
  public static long mix(long value) {
    long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  /** 64 random bits. */
  public long nextLong() {
    state += GOLDEN;
    return mix(state);
  }

  /** Whole number from 0 to {@code bound} - 1, uniform to a part in 2³². */
  public int nextInt(int bound) {
    return (int) ((nextLong() >>> 32) * bound >>> 32);
  }

  /** Uniform in [0, 1). */
  public double nextDouble() {
    return (nextLong() >>> 11) * UNIT;
  }

  /** Uniform in (0, 1]. */
  public double nextPositive() {
    return ((nextLong() >>> 11) + 1) * UNIT;
  }

  /** Exponential with mean 1. */
  public double nextExponential() {
    return -Math.log(nextPositive());
  }

  /** Gaussian with mean 0 and standard deviation 1 (polar method of Marsaglia). */
  public double nextGaussian() {
    if (hasSpare) {
      hasSpare = false;
      return spare;
    }
    while (true) {
      double a = 2 * nextDouble() - 1;
      double b = 2 * nextDouble() - 1;
      double s = a * a + b * b;
      if (s > 0 && s < 1) {
        double f = Math.sqrt(-2 * Math.log(s) / s);
        spare = b * f;
        hasSpare = true;
        return a * f;
      }
    }
  }

  /**
   * One of 8192 values of a Gaussian with mean 0 and standard deviation 1: for blurring, where
   * nothing beyond four standard deviations and no finer steps are missed.
   */
  public double nextCoarseGaussian() {
    return coarseGaussian(nextLong());
  }

  /** As {@link #nextCoarseGaussian}, from the lowest 13 of some random bits. */
  public static double coarseGaussian(long bits) {
    return NORMAL[(int) bits & QUANTILES - 1];
  }

  /** Medians of equally probable parts of the Gaussian, by stepwise integration. */
  private static float[] quantiles() {
    float[] table = new float[QUANTILES];
    double step = 1e-4;
    double sum = 0;
    double square = 0;
    int next = QUANTILES / 2;
    for (double z = 0; next < QUANTILES; z += step) {
      double middle = z + step / 2;
      sum += step * Math.exp(-middle * middle / 2) / Math.sqrt(2 * Math.PI);
      while (next < QUANTILES && (sum >= (next + 0.5) / QUANTILES - 0.5 || z > 6)) {
        table[next] = (float) z;
        table[QUANTILES - 1 - next] = (float) -z;
        square += 2 * z * z / QUANTILES;
        next++;
      }
    }
    for (int i = 0; i < QUANTILES; i++) {
      table[i] /= (float) Math.sqrt(square);
    }
    return table;
  }

  /**
   * Poisson distributed count: by multiplication of uniform numbers for means below 30, else by the
   * rejection method PTRS of Hörmann 1993.
   *
   * @param mean expected count; 0 and below give 0
   */
  public long nextPoisson(double mean) {
    if (!(mean > 0)) {
      return 0;
    }
    return mean < 30 ? small(mean) : large(mean);
  }

  private long small(double mean) {
    double product = nextPositive();
    if (product <= 1 - mean) {
      // Below the exponential, and much sooner known.
      return 0;
    }
    double limit = Math.exp(-mean);
    long n = 0;
    while (product > limit) {
      product *= nextPositive();
      n++;
    }
    return n;
  }

  private long large(double mean) {
    double b = 0.931 + 2.53 * Math.sqrt(mean);
    double a = -0.059 + 0.02483 * b;
    double inverse = 1.1239 + 1.1328 / (b - 3.4);
    double edge = 0.9277 - 3.6224 / (b - 2);
    while (true) {
      double u = nextDouble() - 0.5;
      double v = nextPositive();
      double us = 0.5 - Math.abs(u);
      double k = Math.floor((2 * a / us + b) * u + mean + 0.43);
      if (us >= 0.07 && v <= edge) {
        return (long) k;
      }
      if (k < 0 || (us < 0.013 && v > us)) {
        continue;
      }
      double left = Math.log(v * inverse / (a / (us * us) + b));
      if (left <= k * Math.log(mean) - mean - logFactorial(k)) {
        return (long) k;
      }
    }
  }

  /** ln k! by Stirling's series, exact to 1e-10 from 7 on; a product below. */
  private static double logFactorial(double k) {
    if (k < 10) {
      double product = 1;
      for (int i = 2; i <= k; i++) {
        product *= i;
      }
      return Math.log(product);
    }
    double x = k + 1;
    double i2 = 1 / (x * x);
    double series = (1.0 / 12 - i2 * (1.0 / 360 - i2 / 1260)) / x;
    return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series;
  }
}
