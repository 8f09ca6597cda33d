package io.bluewake.cleaning.nsb;

import io.bluewake.math.image.Islands;
import io.bluewake.math.image.PixelSets;
import io.bluewake.model.Camera;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.PixelChunk;
import io.bluewake.model.PixelMask;
import io.bluewake.model.PixelSeries;
import io.bluewake.model.Schema;
import io.bluewake.spi.ImageCleaner;
import io.bluewake.spi.Plugin;
import io.bluewake.spi.Rows;
import java.util.Arrays;
import java.util.IdentityHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Two-level cleaning whose picture threshold is raised where pedestals fluctuate, as lstchain (Abe
 * et al., Astrophysical Journal 956, 2023) and ctapipe's {@code NSBImageCleaner} do it.
 *
 * <p>The picture threshold of a pixel is a multiple of the standard deviation of its charge in sky
 * pedestal events, in the gain that was selected for it, but no less than the configured one. Then
 * pixels leave that have too few chosen neighbours near their own time, pixels far below the
 * brightest ones, and, if asked for, all but the largest island. A pixel whose pedestal is an
 * outlier or unknown is not in the picture. Without monitoring data the threshold is the configured
 * one everywhere. An image without a picture gets an empty mask.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(
    name = "pedestal-tailcuts",
    summary = "Two-level cleaning with thresholds raised by the pedestals of each pixel")
@Designate(ocd = PedestalTailcutsCleaner.Config.class, factory = true)
public final class PedestalTailcutsCleaner implements ImageCleaner {
  /** Options. */
  @ObjectClassDefinition(
      name = "Pedestal tailcuts",
      description = "Two-level cleaning with thresholds raised by the pedestals of each pixel")
  public @interface Config {
    /** Smallest charge of picture pixels, p.e. */
    @AttributeDefinition(
        name = "Picture threshold",
        description = "Smallest picture threshold, p.e.",
        min = "0")
    double picturePe() default 10;

    /** Charge of boundary pixels, p.e. */
    @AttributeDefinition(
        name = "Boundary threshold",
        description = "Charge from which on a pixel that touches the picture is chosen, p.e.",
        min = "0")
    double boundaryPe() default 5;

    /** Number of picture neighbours that a picture pixel needs. */
    @AttributeDefinition(
        name = "Picture neighbours",
        description = "Number of picture neighbours that a picture pixel needs",
        min = "0")
    int minPictureNeighbors() default 2;

    /** Whether picture pixels without neighbours stay. */
    @AttributeDefinition(
        name = "Keep isolated pixels",
        description = "Whether picture pixels stay that touch no other chosen pixel")
    boolean keepIsolatedPixels() default false;

    /** Factor from standard deviation to threshold. */
    @AttributeDefinition(
        name = "Pedestal factor",
        description = "Picture threshold in standard deviations of the pedestal charge",
        min = "0")
    double pedestalFactor() default 2.5;

    /** Whether standard deviations are interpolated in time. */
    @AttributeDefinition(
        name = "Interpolate",
        description =
            "Whether pedestals are interpolated in time; if not, the chunk at hand counts")
    boolean interpolate() default false;

    /** Chosen neighbours must be nearer in time, ns. */
    @AttributeDefinition(
        name = "Time limit",
        description = "Chosen neighbours must be nearer in time, ns; 0 for no limit",
        min = "0")
    double timeLimitNs() default 2;

    /** Number of chosen neighbours that must be near in time. */
    @AttributeDefinition(
        name = "Time neighbours",
        description = "Number of chosen neighbours that must be near in time",
        min = "0")
    int timeNeighbors() default 1;

    /** Number of brightest pixels. */
    @AttributeDefinition(
        name = "Brightest pixels",
        description = "Number of brightest pixels whose mean charge counts",
        min = "1")
    int brightPixels() default 3;

    /** Share of the brightest charge that a pixel needs. */
    @AttributeDefinition(
        name = "Bright fraction",
        description = "Share of that mean charge below which pixels leave",
        min = "0")
    double brightFraction() default 0.03;

    /** Mean charge from which on this is done, p.e. */
    @AttributeDefinition(
        name = "Bright threshold",
        description = "Mean charge from which on pixels leave, p.e.; 0 to let all stay",
        min = "0")
    double brightPe() default 267;

    /** Whether only the largest island stays. */
    @AttributeDefinition(
        name = "Largest island only",
        description = "Whether only the island with most pixels stays")
    boolean largestIslandOnly() default false;
  }

  private static final String STD = "std";
  private static final int MOST_CHUNKS = 256;

  private final double picturePe;
  private final int minPictureNeighbors;
  private final boolean keepIsolatedPixels;
  private final double pedestalFactor;
  private final boolean interpolate;
  private final int timeNeighbors;
  private final float brightFraction;
  private final float brightPe;
  private final boolean largestIslandOnly;
  private final float boundary;
  private final float timeLimit;
  private final NsbReport reporter = new NsbReport();
  private Camera camera;
  private Islands islands;
  private int words;
  private long[] above = new long[0];
  private long[] low;
  private long[] picture;
  private long[] near;
  private double[] std = new double[0];
  private boolean[] noOutlier = new boolean[0];
  private double[] limits = new double[0];
  private final float[] brightest;
  private final IdentityHashMap<PixelChunk, Limits> byChunk = new IdentityHashMap<>();
  private Limits plain;
  private Limits blended;

  /** Creates the cleaner. */
  @Activate
  public PedestalTailcutsCleaner(Config config) {
    picturePe = config.picturePe();
    minPictureNeighbors = config.minPictureNeighbors();
    keepIsolatedPixels = config.keepIsolatedPixels();
    pedestalFactor = config.pedestalFactor();
    interpolate = config.interpolate();
    timeNeighbors = config.timeNeighbors();
    brightFraction = (float) config.brightFraction();
    brightPe = (float) config.brightPe();
    largestIslandOnly = config.largestIslandOnly();
    brightest = new float[config.brightPixels()];
    boundary = (float) config.boundaryPe();
    timeLimit = (float) config.timeLimitNs();
  }

  @Override
  public Schema provides() {
    return reporter.schema();
  }

  @Override
  public void clean(ImageBatch in, PixelMask out) {
    clean(in, out, Rows.NONE);
  }

  @Override
  public void clean(Scene in, PixelMask out, Rows report) {
    clean(in.images(), out, report);
  }

  private void clean(ImageBatch in, PixelMask out, Rows report) {
    if (timeLimit > 0 && !in.hasPeakTime()) {
      throw new IllegalStateException(
          "cleaning 'pedestal-tailcuts' needs peak times, which the image extractor does not"
              + " provide; timeLimitNs=0 does without");
    }
    if (camera != in.camera()) {
      prepare(in.camera());
    }
    for (int row = 0; row < in.rows(); row++) {
      selectLimits(in, row, report);
      int base = in.base(row);
      findPicture(in.charge(), base);
      if (PixelSets.count(picture, 0, words) == 0) {
        continue;
      }
      grow();
      keepSimultaneous(in, base);
      keepBright(in.charge(), base, in.pixels());
      if (largestIslandOnly) {
        islands.find(near, 0);
        islands.pixelsOf(islands.largest(), out.words(), out.wordBase(row));
      } else {
        System.arraycopy(near, 0, out.words(), out.wordBase(row), words);
      }
    }
  }

  private void prepare(Camera next) {
    int pixels = next.pixels();
    words = PixelSets.words(pixels);
    above = new long[words];
    low = new long[words];
    picture = new long[words];
    near = new long[words];
    limits = new double[pixels];
    byChunk.clear();
    blended = null;
    plain = new Limits(1, pixels);
    Arrays.fill(plain.picture, picturePe);
    plain.median = picturePe;
    islands = new Islands(next.neighbors());
    camera = next;
  }

  /** Sets the picture threshold of each pixel in the gain that was selected for it. */
  private void selectLimits(ImageBatch in, int row, Rows report) {
    PixelSeries series = in.monitoring(row).pedestalImage();
    long time = in.timeNs(row);
    int found = series.find(time);
    Limits now = plain;
    boolean stale = true;
    if (found >= 0 && series.chunk(found).has(STD)) {
      PixelChunk chunk = series.chunk(found);
      stale = !chunk.contains(time);
      now = interpolate ? blend(series, chunk, time) : of(chunk);
    }
    int pixels = limits.length;
    System.arraycopy(now.picture, 0, limits, 0, pixels);
    int base = in.base(row);
    for (int p = 0; p < pixels && now.channels > 1; p++) {
      if (in.gain()[base + p] != 0) {
        limits[p] = now.picture[pixels + p];
      }
    }
    reporter.store(report, row, now, stale);
  }

  private Limits of(PixelChunk chunk) {
    Limits known = byChunk.get(chunk);
    if (known == null) {
      if (byChunk.size() >= MOST_CHUNKS) {
        byChunk.clear();
      }
      known = new Limits(chunk.channels(), chunk.pixels());
      fill(known, chunk.values(STD), chunk.outlier());
      byChunk.put(chunk, known);
    }
    return known;
  }

  private Limits blend(PixelSeries series, PixelChunk chunk, long time) {
    int n = chunk.channels() * chunk.pixels();
    if (blended == null || blended.picture.length != n) {
      blended = new Limits(chunk.channels(), chunk.pixels());
      std = new double[n];
      noOutlier = new boolean[n];
    }
    series.interpolate(time, STD, std);
    fill(blended, std, noOutlier);
    return blended;
  }

  private void fill(Limits into, double[] deviation, boolean[] outlier) {
    into.raised = 0;
    for (int i = 0; i < deviation.length; i++) {
      // NaN stays NaN: such a pixel is never in the picture.
      double limit = outlier[i] ? Double.NaN : Math.max(pedestalFactor * deviation[i], picturePe);
      into.picture[i] = limit;
      into.raised += i < limits.length && limit > picturePe ? 1 : 0;
    }
    into.median = reporter.median(into.picture, limits.length);
  }

  private void findPicture(float[] charge, int base) {
    Arrays.fill(above, 0L);
    for (int p = 0; p < limits.length; p++) {
      if (charge[base + p] >= limits[p]) {
        above[p >>> 6] |= 1L << p;
      }
    }
    PixelSets.threshold(charge, base, limits.length, boundary, low, 0);
    int least = keepIsolatedPixels ? 0 : minPictureNeighbors;
    PixelSets.withNeighbors(camera.neighbors(), above, above, words, least, picture);
  }

  /** Puts the picture and the boundary into {@link #near}. */
  private void grow() {
    PixelSets.neighborsOf(camera.neighbors(), picture, 0, words, near, 0);
    PixelSets.withNeighbors(
        camera.neighbors(), picture, low, words, keepIsolatedPixels ? 0 : 1, above);
    for (int w = 0; w < words; w++) {
      near[w] = near[w] & low[w] | above[w];
    }
  }

  private void keepSimultaneous(ImageBatch in, int base) {
    if (!(timeLimit > 0) || timeNeighbors == 0) {
      return;
    }
    System.arraycopy(near, 0, low, 0, words);
    for (int w = 0; w < words; w++) {
      for (long bits = low[w]; bits != 0; bits &= bits - 1) {
        int bit = Long.numberOfTrailingZeros(bits);
        int n =
            CoincidentNeighbors.count(
                camera.neighbors(), low, in.peakTime(), base, (w << 6) + bit, timeLimit);
        if (n < timeNeighbors) {
          near[w] &= ~(1L << bit);
        }
      }
    }
  }

  private void keepBright(float[] charge, int base, int pixels) {
    if (!(brightPe > 0)) {
      return;
    }
    Arrays.fill(brightest, Float.NEGATIVE_INFINITY);
    int last = brightest.length - 1;
    for (int i = base; i < base + pixels; i++) {
      float q = charge[i];
      if (q > brightest[last]) {
        int at = last;
        while (at > 0 && brightest[at - 1] < q) {
          brightest[at] = brightest[at - 1];
          at--;
        }
        brightest[at] = q;
      }
    }
    float sum = 0;
    for (float q : brightest) {
      sum += q;
    }
    float mean = sum / brightest.length;
    if (mean < brightPe) {
      return;
    }
    float limit = brightFraction * mean;
    for (int w = 0; w < words; w++) {
      for (long bits = near[w]; bits != 0; bits &= bits - 1) {
        int bit = Long.numberOfTrailingZeros(bits);
        if (!(charge[base + (w << 6) + bit] >= limit)) {
          near[w] &= ~(1L << bit);
        }
      }
    }
  }
}
