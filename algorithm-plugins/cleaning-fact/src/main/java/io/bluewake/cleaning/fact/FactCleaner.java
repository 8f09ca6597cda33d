package io.bluewake.cleaning.fact;

import io.bluewake.math.image.PixelSets;
import io.bluewake.model.Camera;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.Neighbors;
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
 * Cleaning of the FACT telescope (Temme, PhD thesis, Dortmund 2016): charge and arrival time.
 *
 * <p>The core are pixels above the picture threshold with enough neighbours above it; their
 * neighbours above the boundary threshold join. Then pixels without enough chosen neighbours at
 * nearly their own time leave, then those without enough chosen neighbours, then once more those
 * without enough at nearly their own time. Needs peak times. An image without a core gets an empty
 * mask.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "fact", summary = "Two-level cleaning whose neighbours must agree in time")
@Designate(ocd = FactCleaner.Config.class, factory = true)
public final class FactCleaner implements ImageCleaner {
  /** Options. */
  @ObjectClassDefinition(name = "FACT", description = "Cleaning by charge and arrival time")
  public @interface Config {
    /** Charge from which on a pixel may be in the core, p.e. */
    @AttributeDefinition(
        name = "Picture threshold",
        description = "Charge from which on a pixel may be in the core, p.e.",
        min = "0")
    double picturePe() default 10;

    /** Charge from which on a pixel that touches the core is kept, p.e. */
    @AttributeDefinition(
        name = "Boundary threshold",
        description = "Charge from which on a pixel that touches the core is kept, p.e.",
        min = "0")
    double boundaryPe() default 5;

    /** Number of neighbours that a pixel needs in each step; 0 leaves the later steps out. */
    @AttributeDefinition(
        name = "Neighbours",
        description = "Number of neighbours a pixel needs in each step",
        min = "0")
    int minPictureNeighbors() default 2;

    /** Arrival times of neighbours must differ by less, ns. */
    @AttributeDefinition(
        name = "Time limit",
        description = "Arrival times of neighbours must differ by less, ns",
        min = "0")
    double timeLimitNs() default 5;
  }

  private final float picture;
  private final float boundary;
  private final int minNeighbors;
  private final float timeLimit;
  private Camera camera;
  private int words;
  private long[] chosen;
  private long[] other;

  /** Creates the cleaner. */
  @Activate
  public FactCleaner(Config config) {
    picture = (float) config.picturePe();
    boundary = (float) config.boundaryPe();
    minNeighbors = config.minPictureNeighbors();
    timeLimit = (float) config.timeLimitNs();
  }

  @Override
  public void clean(ImageBatch in, PixelMask out) {
    if (!in.hasPeakTime()) {
      throw new IllegalStateException(
          "cleaning 'fact' needs peak times, which the image extractor does not provide");
    }
    if (camera != in.camera()) {
      camera = in.camera();
      words = PixelSets.words(in.pixels());
      chosen = new long[words];
      other = new long[words];
    }
    for (int row = 0; row < in.rows(); row++) {
      findCandidates(in, row);
      long[] result = chosen;
      if (minNeighbors > 0) {
        keepSimultaneous(in.peakTime(), in.base(row), chosen, other);
        PixelSets.withNeighbors(camera.neighbors(), other, other, words, minNeighbors, chosen);
        keepSimultaneous(in.peakTime(), in.base(row), chosen, other);
        result = other;
      }
      System.arraycopy(result, 0, out.words(), out.wordBase(row), words);
    }
  }

  /** Leaves the core and its neighbours above the boundary threshold in {@link #chosen}. */
  private void findCandidates(ImageBatch in, int row) {
    float[] charge = in.charge();
    int base = in.base(row);
    Neighbors neighbors = camera.neighbors();
    PixelSets.threshold(charge, base, in.pixels(), picture, chosen, 0);
    if (PixelSets.count(chosen, 0, words) == 0) {
      return;
    }
    PixelSets.withNeighbors(neighbors, chosen, chosen, words, minNeighbors, other);
    PixelSets.neighborsOf(neighbors, other, 0, words, chosen, 0);
    for (int w = 0; w < words; w++) {
      chosen[w] |= other[w];
    }
    PixelSets.threshold(charge, base, in.pixels(), boundary, other, 0);
    for (int w = 0; w < words; w++) {
      chosen[w] &= other[w];
    }
  }

  /** Keeps pixels of a set with enough neighbours in the set at nearly the same time. */
  private void keepSimultaneous(float[] time, int base, long[] set, long[] kept) {
    int[] offsets = camera.neighbors().offsets();
    int[] indices = camera.neighbors().indices();
    Arrays.fill(kept, 0L);
    for (int w = 0; w < words; w++) {
      for (long bits = set[w]; bits != 0; bits &= bits - 1) {
        int pixel = (w << 6) + Long.numberOfTrailingZeros(bits);
        float t = time[base + pixel];
        int n = 0;
        for (int k = offsets[pixel], end = offsets[pixel + 1]; k < end; k++) {
          int q = indices[k];
          if (PixelSets.contains(set, 0, q) && Math.abs(t - time[base + q]) < timeLimit) {
            n++;
          }
        }
        if (n >= minNeighbors) {
          kept[w] |= 1L << pixel;
        }
      }
    }
  }
}
