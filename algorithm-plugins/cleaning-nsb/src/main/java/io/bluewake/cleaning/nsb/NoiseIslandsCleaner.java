package io.bluewake.cleaning.nsb;

import io.bluewake.math.image.PixelSets;
import io.bluewake.model.Camera;
import io.bluewake.model.CameraConstants;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.PixelMask;
import io.bluewake.model.Schema;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.spi.ImageCleaner;
import io.bluewake.spi.ImageExtractor;
import io.bluewake.spi.Plugin;
import io.bluewake.spi.Rows;
import java.util.Arrays;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Cleaning that leaves an island in an image of noise with a given probability, whatever the night
 * sky.
 *
 * <p>The rate of night sky photo-electrons of each pixel and gain follows from the variance of its
 * pedestals at the time of the event (Campbell's theorem), less that of pedestals in the dark. For
 * some rates, noise images made by the extractor of the run, of either gain, tell the picture
 * threshold at which the wanted share of images has an island; between rates it is interpolated. So
 * the threshold has in it what the extractor does to noise, the number of pixels and how they
 * touch.
 *
 * <p>The core are pixels above their threshold with enough neighbours above theirs at nearly the
 * same time. Pixels above the boundary threshold, a share of the picture threshold, that touch a
 * core pixel near their own time join. Without monitoring data all pixels have the configured rate;
 * pixels of which nothing is known have the highest threshold of the camera. An image without core
 * gets an empty mask.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(
    name = "noise-islands",
    summary = "Thresholds of each pixel for a fixed probability of an island of noise")
@Designate(ocd = NoiseIslandsCleaner.Config.class, factory = true)
public final class NoiseIslandsCleaner implements ImageCleaner {
  /** Options. */
  @ObjectClassDefinition(
      name = "Noise islands",
      description = "Thresholds of each pixel for a fixed probability of an island of noise")
  public @interface Config {
    /** Probability of an island in an image of noise. */
    @AttributeDefinition(
        name = "Island probability",
        description = "Wanted probability that an image of noise has an island",
        min = "1e-6",
        max = "0.9")
    double islandProbability() default 0.01;

    /** Images of noise for each rate. */
    @AttributeDefinition(
        name = "Noise images",
        description =
            "Images of noise that tell the threshold for a rate: with more the share of islands is"
                + " nearer to the one that is set, and the first event comes later (2000 images of"
                + " an LST take 2 s)",
        min = "100",
        max = "1000000")
    int noiseImages() default 2000;

    /** Number of neighbours above their threshold that a core pixel needs. */
    @AttributeDefinition(
        name = "Picture neighbours",
        description = "Number of neighbours above their threshold that a core pixel needs",
        min = "0",
        max = "6")
    int minPictureNeighbors() default 2;

    /** These neighbours must be nearer in time, ns. */
    @AttributeDefinition(
        name = "Time limit",
        description = "Neighbours must be nearer in time, ns; 0 for no limit",
        min = "0")
    double timeLimitNs() default 3;

    /** Boundary threshold as share of the picture threshold. */
    @AttributeDefinition(
        name = "Boundary fraction",
        description = "Boundary threshold of a pixel as share of its picture threshold",
        min = "0",
        max = "1")
    double boundaryFraction() default 0.5;

    /** Smallest picture threshold, p.e. */
    @AttributeDefinition(
        name = "Smallest picture threshold",
        description = "Smallest picture threshold, p.e., however dark the night",
        min = "0")
    double picturePe() default 0;

    /** Rate without monitoring data. */
    @AttributeDefinition(
        name = "Night sky rate",
        description = "Photo-electrons of the night sky per pixel and ns without monitoring data",
        min = "0",
        max = "1000")
    double nightSkyGHz() default 0.25;

    /** Electronic noise. */
    @AttributeDefinition(
        name = "Electronic noise",
        description =
            "Standard deviation of the electronic noise, p.e. per sample, in the high gain",
        min = "0")
    double electronicsPe() default 0.07;

    /** Electronic noise of the low gain. */
    @AttributeDefinition(
        name = "Electronic noise of the low gain",
        description =
            "Standard deviation of the electronic noise in the low gain, p.e. per sample; both"
                + " without a table dark_pedestal_variance",
        min = "0")
    double lowGainElectronicsPe() default 0.3;

    /** Window of pedestal charges. */
    @AttributeDefinition(
        name = "Pedestal window",
        description =
            "Samples in the window of the charges in the table sky_pedestal_image, which is used"
                + " when there is no table pedestal_variance; 0 to ignore it",
        min = "0",
        max = "1000")
    int pedestalWindow() default 12;

    /** When a pixel counts as one with a star. */
    @AttributeDefinition(
        name = "Star factor",
        description = "A pixel with so many times the median rate of the camera is counted as star",
        min = "1")
    double starFactor() default 2;

    /** Spread of the charge of a photo-electron. */
    @AttributeDefinition(
        name = "Spread",
        description = "Standard deviation of the charge of a photo-electron, p.e.",
        min = "0",
        max = "2")
    double spreadPe() default 0.4;

    /** Probability of an afterpulse. */
    @AttributeDefinition(
        name = "Afterpulses",
        description = "Probability that a photo-electron is a large afterpulse",
        min = "0",
        max = "0.1")
    double afterpulses() default 4e-4;

    /** Smallest charge of an afterpulse. */
    @AttributeDefinition(
        name = "Afterpulse threshold",
        description = "Smallest charge of an afterpulse, p.e.",
        min = "0")
    double afterpulseFromPe() default 4;

    /** Mean charge of an afterpulse above the smallest one. */
    @AttributeDefinition(
        name = "Afterpulse scale",
        description = "Mean charge of an afterpulse above that, p.e.",
        min = "0")
    double afterpulseScalePe() default 5;

    /** How often thresholds follow the monitoring data. */
    @AttributeDefinition(
        name = "Refresh",
        description = "Seconds for which the thresholds of a telescope stay as they are",
        min = "0.001",
        max = "1000000")
    double refreshS() default 1;
  }

  private final SkyThresholds sky;
  private final NsbReport reporter = new NsbReport();
  private final int least;
  private final float timeLimit;
  private final double boundaryFraction;
  private Camera camera;
  private int words;
  private double[] limits = new double[0];
  private long[] above;
  private long[] core;
  private long[] near;

  /** Creates the cleaner. */
  @Activate
  public NoiseIslandsCleaner(Config config, @Reference ThresholdStore store) {
    sky = new SkyThresholds(config, reporter, store);
    least = config.minPictureNeighbors();
    timeLimit = (float) config.timeLimitNs();
    boundaryFraction = config.boundaryFraction();
  }

  @Override
  public Schema provides() {
    return reporter.schema();
  }

  @Override
  public void clean(ImageBatch in, PixelMask out) {
    sky.use(in.camera(), in.camera().readout().samples(), Optional.empty());
    clean(in, null, out, Rows.NONE);
  }

  @Override
  public void clean(Scene in, PixelMask out, Rows report) {
    boolean traces = in.extractor().isPresent() && in.camera().waveforms().samplesPerPixel() > 1;
    Optional<ImageExtractor> extractor = traces ? in.extractor() : Optional.empty();
    Camera now = in.images().camera();
    int samples = traces ? in.camera().waveforms().samplesPerPixel() : now.readout().samples();
    sky.use(now, samples, extractor);
    clean(in.images(), in.extractor().isPresent() ? in : null, out, report);
  }

  private void clean(ImageBatch in, Scene scene, PixelMask out, Rows report) {
    if (camera != in.camera()) {
      prepare(in.camera());
    }
    for (int row = 0; row < in.rows(); row++) {
      TelescopeMonitoring monitoring = in.monitoring(row);
      long time = in.timeNs(row);
      CameraConstants constants =
          scene == null ? CameraConstants.NONE : scene.camera().waveforms().constants(row);
      SkyThresholds.Sky now = sky.at(monitoring, time, constants);
      reporter.store(report, row, now.limits(), sky.isStale(monitoring, time));
      select(now, in, row);
      if (findCore(in, row)) {
        grow(in, row, out);
      }
    }
  }

  private void prepare(Camera next) {
    words = PixelSets.words(next.pixels());
    limits = new double[next.pixels()];
    above = new long[words];
    core = new long[words];
    near = new long[words];
    camera = next;
  }

  /** The low gain is rare, and its thresholds are worked out when it is met. */
  private void select(SkyThresholds.Sky now, ImageBatch in, int row) {
    int pixels = limits.length;
    Limits known = now.limits();
    System.arraycopy(known.picture, 0, limits, 0, pixels);
    int base = in.base(row);
    for (int p = 0; p < pixels && known.channels > 1; p++) {
      if (in.gain()[base + p] != 0) {
        sky.prepare(now, 1);
        limits[p] = known.picture[pixels + p];
      }
    }
  }

  /** Finds the pixels above their threshold with enough neighbours above theirs. */
  private boolean findCore(ImageBatch in, int row) {
    float[] charge = in.charge();
    int base = in.base(row);
    Arrays.fill(above, 0L);
    boolean any = false;
    for (int p = 0; p < limits.length; p++) {
      if (charge[base + p] >= limits[p]) {
        above[p >>> 6] |= 1L << p;
        any = true;
      }
    }
    if (!any) {
      return false;
    }
    if (!(timeLimit > 0) || !in.hasPeakTime()) {
      PixelSets.withNeighbors(camera.neighbors(), above, above, words, least, core);
      return PixelSets.count(core, 0, words) > 0;
    }
    any = false;
    for (int w = 0; w < words; w++) {
      core[w] = 0;
      for (long bits = above[w]; bits != 0; bits &= bits - 1) {
        int bit = Long.numberOfTrailingZeros(bits);
        if (coincident(above, in, base, (w << 6) + bit) >= least) {
          core[w] |= 1L << bit;
          any = true;
        }
      }
    }
    return any;
  }

  private int coincident(long[] set, ImageBatch in, int base, int pixel) {
    return CoincidentNeighbors.count(
        camera.neighbors(), set, in.peakTime(), base, pixel, timeLimit);
  }

  /** The core and what is above the boundary threshold beside it at the same time. */
  private void grow(ImageBatch in, int row, PixelMask out) {
    boolean timed = timeLimit > 0 && in.hasPeakTime();
    int base = in.base(row);
    float[] charge = in.charge();
    PixelSets.neighborsOf(camera.neighbors(), core, 0, words, near, 0);
    for (int w = 0; w < words; w++) {
      long chosen = core[w];
      for (long bits = near[w] & ~core[w]; bits != 0; bits &= bits - 1) {
        int bit = Long.numberOfTrailingZeros(bits);
        int p = (w << 6) + bit;
        if (charge[base + p] >= boundaryFraction * limits[p]
            && (!timed || coincident(core, in, base, p) > 0)) {
          chosen |= 1L << bit;
        }
      }
      out.words()[out.wordBase(row) + w] = chosen;
    }
  }
}
