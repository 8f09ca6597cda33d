package io.bluewake.parameters.muon;

import io.bluewake.math.minimize.Migrad;
import io.bluewake.model.Camera;
import io.bluewake.model.Schema;
import io.bluewake.spi.ImageParameterizer;
import io.bluewake.spi.Plugin;
import io.bluewake.spi.Rows;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/**
 * Fits rings to images of muons, describes them, and derives the optical efficiency.
 *
 * <p>Images with enough pixels and light get a circle fit three times: with the pixels that
 * survived cleaning, then twice with all pixels near the ring before. Rings with enough pixels near
 * them and enough of them in the field of view get a fit of impact point, width and efficiency.
 * Everything else keeps missing values; telescopes with two mirrors are left out.
 *
 * <p>Angles are in the telescope frame. Costs about ten milliseconds per ring, mostly for the
 * efficiency.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "muon", summary = "Muon rings: circle fit, ring parameters, optical efficiency")
@Designate(ocd = MuonRings.Config.class, factory = true)
public final class MuonRings implements ImageParameterizer {
  private static final int ROUNDS = 3;
  private static final double NEAR_RING = 0.4;
  private static final double FIRST_RADIUS_DEG = 1.1;

  /** Options. */
  @ObjectClassDefinition(
      name = "Muon rings",
      description = "Muon rings: circle fit, ring parameters, optical efficiency")
  public @interface Config {
    /** Number of signal pixels that an image must exceed. */
    @AttributeDefinition(
        name = "Min pixels",
        description = "Signal pixels an image must exceed to be fitted",
        min = "0")
    int minPixels() default 100;

    /** Charge that an image must exceed, p.e. */
    @AttributeDefinition(
        name = "Min intensity",
        description = "Charge in signal pixels an image must exceed to be fitted, p.e.",
        min = "0")
    double minIntensityPe() default 500;

    /** How circles are fitted. */
    @AttributeDefinition(
        name = "Fit method",
        description = "Circle fit: closed form, Taubin's loss, or the second from the first",
        options = {
          @Option(label = "closed form", value = "kundu-chaudhuri"),
          @Option(label = "Taubin's loss, unweighted", value = "taubin"),
          @Option(label = "both, weighted", value = "kundu-chaudhuri-taubin")
        })
    String fitMethod() default "kundu-chaudhuri-taubin";

    /** Number of pixels near a ring that must be exceeded for a fit of the efficiency. */
    @AttributeDefinition(
        name = "Min ring pixels",
        description = "Pixels near a ring it must exceed for a fit of the efficiency",
        min = "0")
    int minRingPixels() default 50;

    /** Share of the ring in the field of view that must be exceeded. */
    @AttributeDefinition(
        name = "Min containment",
        description = "Share of a ring in the field of view it must exceed for the efficiency",
        min = "0",
        max = "1")
    double minContainment() default 0.5;

    /** Light that makes a sector of the ring complete, p.e. */
    @AttributeDefinition(
        name = "Completeness threshold",
        description = "Light in a 1/30 of the ring above which it counts as complete, p.e.",
        min = "0")
    double completenessThresholdPe() default 30;

    /** Width of the ring for the intensity ratio, in pixel diameters. */
    @AttributeDefinition(
        name = "Ratio width pixels",
        description = "Width of the ring for the intensity ratio, pixel diameters",
        min = "0")
    double ratioWidthPixels() default 1.5;

    /** Half width of the ring for its intensity, in ring radii. */
    @AttributeDefinition(
        name = "Ring integration width",
        description = "Half width of the ring for its intensity, ring radii",
        min = "0")
    double ringIntegrationWidth() default 0.25;

    /** Width of the strips beside the ring, in ring radii. */
    @AttributeDefinition(
        name = "Outer ring width",
        description = "Width of the strips beside the ring, ring radii",
        min = "0")
    double outerRingWidth() default 0.2;

    /** Noise of a pixel without light, p.e. */
    @AttributeDefinition(
        name = "Pedestal width",
        description = "Standard deviation of the charge of a pixel without light, p.e.",
        min = "0")
    double pedestalWidthPe() default 1.1;

    /** Width of the single photo-electron distribution, p.e. */
    @AttributeDefinition(
        name = "Spe width",
        description = "Standard deviation of the charge of one photo-electron, p.e.",
        min = "0")
    double speWidthPe() default 0.5;

    /** Shortest wavelength of the light, nm. */
    @AttributeDefinition(
        name = "Min wavelength",
        description = "Shortest wavelength of the light, nm",
        min = "1")
    double minWavelengthNm() default 300;

    /** Longest wavelength of the light, nm. */
    @AttributeDefinition(
        name = "Max wavelength",
        description = "Longest wavelength of the light, nm",
        min = "1")
    double maxWavelengthNm() default 600;

    /** Radius of the hole in the mirror, m. */
    @AttributeDefinition(
        name = "Hole radius",
        description =
            "Radius of the hole in the mirror, m; negative: known values of LST, MST, SST-1M, else 0",
        min = "-1",
        max = "1000")
    double holeRadiusM() default -1;

    /** Samples of the ring profile per pixel. */
    @AttributeDefinition(
        name = "Oversampling",
        description = "Samples of the ring profile per pixel",
        min = "1",
        max = "100")
    int oversampling() default 3;
  }

  private static final Schema SCHEMA = MuonColumns.SCHEMA;

  private final int minPixels;
  private final double minIntensity;
  private final int minRingPixels;
  private final double minContainment;
  private final double holeRadius;
  private final boolean startsClosed;
  private final boolean endsWithTaubin;
  private final RingFeatures.Limits limits;
  private final TaubinFit taubin = new TaubinFit();
  private final EfficiencyFit efficiency;
  private final Ring ring = new Ring();
  private final RingFeatures features = new RingFeatures();
  private final Pixels pixels = new Pixels();
  private boolean[] isSignal = new boolean[0];
  private boolean[] isNear = new boolean[0];
  private MuonCamera camera;

  /** Creates the plug-in. */
  @Activate
  public MuonRings(Config config) {
    // Configurations are proxies that box what they return, so ask once.
    minPixels = config.minPixels();
    minIntensity = config.minIntensityPe();
    minRingPixels = config.minRingPixels();
    minContainment = config.minContainment();
    holeRadius = config.holeRadiusM();
    startsClosed = config.fitMethod().startsWith("kundu-chaudhuri");
    endsWithTaubin = config.fitMethod().endsWith("taubin");
    if (!startsClosed && !endsWithTaubin) {
      throw new IllegalArgumentException("fitMethod: unknown method '" + config.fitMethod() + "'");
    }
    limits =
        new RingFeatures.Limits(
            config.completenessThresholdPe(),
            config.ratioWidthPixels(),
            config.ringIntegrationWidth(),
            config.outerRingWidth());
    efficiency =
        new EfficiencyFit(
            1e-9 * config.minWavelengthNm(),
            1e-9 * config.maxWavelengthNm(),
            config.oversampling(),
            config.pedestalWidthPe(),
            config.speWidthPe());
  }

  @Override
  public Schema provides() {
    return SCHEMA;
  }

  @Override
  public Schema providesForTrueImages() {
    return Schema.EMPTY;
  }

  @Override
  public void parameterize(SelectedImages in, Rows out) {
    Camera of = in.images().camera();
    if (in.isTrue() || of.optics().mirrors() != 1) {
      return;
    }
    if (camera == null || camera.camera != of) {
      camera = new MuonCamera(of, holeRadius);
      isSignal = new boolean[of.pixels()];
      isNear = new boolean[of.pixels()];
    }
    for (int i = 0; i < in.count(); i++) {
      parameterize(in, in.rows()[i], out);
    }
  }

  private void parameterize(SelectedImages in, int row, Rows out) {
    float[] charge = in.images().charge();
    int base = in.images().base(row);
    int signals = 0;
    float intensity = 0;
    for (int p = 0; p < isSignal.length; p++) {
      isSignal[p] = in.signal().get(row, p);
      if (isSignal[p]) {
        signals++;
        intensity += charge[base + p];
      }
    }
    if (signals <= minPixels || !(intensity > minIntensity)) {
      return;
    }
    int near = fitRing(charge, base);
    MuonColumns.storeRing(ring, row, out);
    if (!Double.isFinite(ring.radius)) {
      return;
    }
    features.compute(camera, ring, charge, base, isSignal, limits);
    MuonColumns.storeFeatures(features, row, out);
    if (near <= minRingPixels || !(features.containment > minContainment)) {
      return;
    }
    select(isNear, charge, base, true);
    if (efficiency.fit(pixels, ring, camera)) {
      Migrad result = efficiency.result();
      MuonColumns.storeEfficiency(result, row, out);
    }
  }

  /** Fits the ring in rounds and returns the number of pixels near the last one. */
  private int fitRing(float[] charge, int base) {
    System.arraycopy(isSignal, 0, isNear, 0, isNear.length);
    int near = 0;
    for (int round = 0; round < ROUNDS; round++) {
      select(isNear, charge, base, startsClosed);
      if (startsClosed) {
        ChordFit.fit(pixels, ring);
      } else {
        ring.set(0, 0, FIRST_RADIUS_DEG);
      }
      if (endsWithTaubin) {
        taubin.fit(pixels, camera.largestX, ring);
      } else {
        ChordFit.estimateErrors(pixels, ring);
      }
      near = 0;
      for (int p = 0; p < isNear.length; p++) {
        double away = Math.abs(ring.distance(camera.x[p], camera.y[p]) - ring.radius);
        isNear[p] = away / ring.radius < NEAR_RING;
        near += isNear[p] ? 1 : 0;
      }
    }
    return near;
  }

  private void select(boolean[] mask, float[] charge, int base, boolean weighted) {
    pixels.clear(mask.length);
    for (int p = 0; p < mask.length; p++) {
      if (mask[p]) {
        pixels.add(camera.x[p], camera.y[p], weighted ? charge[base + p] : 1);
      }
    }
  }
}
