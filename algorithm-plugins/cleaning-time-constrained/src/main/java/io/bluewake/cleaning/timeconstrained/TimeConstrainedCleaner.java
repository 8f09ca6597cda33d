package io.bluewake.cleaning.timeconstrained;

import io.bluewake.math.image.Islands;
import io.bluewake.math.image.PixelSets;
import io.bluewake.model.Camera;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.PixelMask;
import io.bluewake.spi.ImageCleaner;
import io.bluewake.spi.Plugin;
import java.util.Arrays;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Time-constrained cleaning of MAGIC (Aliu et al., Astroparticle Physics 30, 2009).
 *
 * <p>The core are pixels above the picture threshold with enough neighbours above it. The mean time
 * of its brightest island, weighted by squared charge, is the time of the shower; core pixels
 * further away from it than the limit (twice the limit from twice the picture threshold on) leave.
 * Pixels above the boundary threshold that have enough core neighbours at nearly their own time
 * join. Needs peak times. An image without a core gets an empty mask.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(
    name = "time-constrained",
    summary = "Core pixels near the time of the shower, and neighbours near theirs")
@Designate(ocd = TimeConstrainedCleaner.Config.class, factory = true)
public final class TimeConstrainedCleaner implements ImageCleaner {
  /** Options. */
  @ObjectClassDefinition(
      name = "Time-constrained",
      description = "Cleaning by charge and by arrival time relative to the shower")
  public @interface Config {
    /** Charge from which on a pixel may be in the core, p.e. */
    @AttributeDefinition(
        name = "Picture threshold",
        description = "Charge from which on a pixel may be in the core, p.e.",
        min = "0")
    double picturePe() default 10;

    /** Charge from which on a pixel that touches the core may be kept, p.e. */
    @AttributeDefinition(
        name = "Boundary threshold",
        description = "Charge from which on a pixel that touches the core may be kept, p.e.",
        min = "0")
    double boundaryPe() default 5;

    /** Number of neighbours that core and boundary pixels need. */
    @AttributeDefinition(
        name = "Picture neighbours",
        description = "Number of neighbours that core and boundary pixels need",
        min = "0")
    int minPictureNeighbors() default 2;

    /** Core pixels must be nearer to the time of the shower, ns. */
    @AttributeDefinition(
        name = "Core time limit",
        description = "Core pixels must be nearer to the time of the shower, ns",
        min = "0")
    double timeLimitCoreNs() default 4.5;

    /** Boundary pixels must be nearer to the times of core neighbours, ns. */
    @AttributeDefinition(
        name = "Boundary time limit",
        description = "Boundary pixels must be nearer to the times of their core neighbours, ns",
        min = "0")
    double timeLimitBoundaryNs() default 1.5;
  }

  private final float picture;
  private final float boundary;
  private final int minNeighbors;
  private final double coreLimit;
  private final float boundaryLimit;
  private Camera camera;
  private Islands islands;
  private int words;
  private long[] above;
  private long[] core;
  private long[] near;

  /** Creates the cleaner. */
  @Activate
  public TimeConstrainedCleaner(Config config) {
    picture = (float) config.picturePe();
    boundary = (float) config.boundaryPe();
    minNeighbors = config.minPictureNeighbors();
    coreLimit = config.timeLimitCoreNs();
    boundaryLimit = (float) config.timeLimitBoundaryNs();
  }

  @Override
  public void clean(ImageBatch in, PixelMask out) {
    if (!in.hasPeakTime()) {
      throw new IllegalStateException(
          "cleaning 'time-constrained' needs peak times, which the image extractor does not"
              + " provide");
    }
    if (camera != in.camera()) {
      camera = in.camera();
      islands = new Islands(camera.neighbors());
      words = PixelSets.words(in.pixels());
      above = new long[words];
      core = new long[words];
      near = new long[words];
    }
    for (int row = 0; row < in.rows(); row++) {
      int base = in.base(row);
      int outBase = out.wordBase(row);
      PixelSets.threshold(in.charge(), base, in.pixels(), picture, above, 0);
      if (PixelSets.count(above, 0, words) == 0) {
        Arrays.fill(out.words(), outBase, outBase + words, 0L);
        continue;
      }
      PixelSets.withNeighbors(camera.neighbors(), above, above, words, minNeighbors, core);
      removeLateCore(in.charge(), in.peakTime(), base);
      addBoundary(in, base, out.words(), outBase);
    }
  }

  /** Removes core pixels that are not near the time of the brightest island. */
  private void removeLateCore(float[] charge, float[] time, int base) {
    if (islands.find(core, 0) == 0) {
      return;
    }
    islands.pixelsOf(islands.brightest(charge, base), near, 0);
    double weights = 0;
    double sum = 0;
    for (int w = 0; w < words; w++) {
      for (long bits = near[w]; bits != 0; bits &= bits - 1) {
        int i = base + (w << 6) + Long.numberOfTrailingZeros(bits);
        double weight = charge[i] * charge[i];
        weights += weight;
        sum += weight * time[i];
      }
    }
    float mean = (float) (sum / weights);
    float bright = 2 * picture;
    for (int w = 0; w < words; w++) {
      for (long bits = core[w]; bits != 0; bits &= bits - 1) {
        int bit = Long.numberOfTrailingZeros(bits);
        int i = base + (w << 6) + bit;
        double limit = charge[i] < bright ? coreLimit : 2 * coreLimit;
        if (!(Math.abs(time[i] - mean) < limit)) {
          core[w] &= ~(1L << bit);
        }
      }
    }
  }

  /** Writes the core and the boundary pixels that agree with it in time. */
  private void addBoundary(ImageBatch in, int base, long[] out, int outBase) {
    PixelSets.threshold(in.charge(), base, in.pixels(), boundary, above, 0);
    PixelSets.neighborsOf(camera.neighbors(), core, 0, words, near, 0);
    float[] time = in.peakTime();
    int[] offsets = camera.neighbors().offsets();
    int[] indices = camera.neighbors().indices();
    for (int w = 0; w < words; w++) {
      long chosen = core[w];
      for (long bits = above[w] & near[w] & ~core[w]; bits != 0; bits &= bits - 1) {
        int pixel = (w << 6) + Long.numberOfTrailingZeros(bits);
        float t = time[base + pixel];
        int n = 0;
        for (int k = offsets[pixel], end = offsets[pixel + 1]; k < end; k++) {
          int q = indices[k];
          if (PixelSets.contains(core, 0, q) && Math.abs(t - time[base + q]) < boundaryLimit) {
            n++;
          }
        }
        if (n >= minNeighbors) {
          chosen |= 1L << pixel;
        }
      }
      out[outBase + w] = chosen;
    }
  }
}
