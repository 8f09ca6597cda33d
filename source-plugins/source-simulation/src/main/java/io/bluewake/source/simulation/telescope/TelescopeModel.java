package io.bluewake.source.simulation.telescope;

import io.bluewake.model.Camera;
import io.bluewake.model.CameraReadout;
import io.bluewake.model.Optics;
import io.bluewake.source.simulation.shower.Atmosphere;
import java.util.Locale;

/**
 * One kind of telescope with all that its simulation needs, from a data file. Immutable, shared by
 * all threads.
 */
public final class TelescopeModel {
  private static final double FINE_STRUCTURE = 1 / 137.036;
  private static final double HEIGHT_STEP = 250;
  private static final int HEIGHTS = 120;

  private final Camera camera;
  private final PixelGrid grid;
  private final Facts facts;
  private final Pulse pulse;
  private final SampledPulse samples;
  private final SinglePe singlePe;
  private final NoiseBank bank;
  private final Electronics electronics;
  private final TriggerModel trigger;
  private final double radius;
  private final double area;
  private final double psfSquare;
  private final double comaSquare;
  private final double timeSpread;
  private final double[] yield = new double[HEIGHTS];

  /**
   * Numbers of the digitization.
   *
   * @param adcPerPe maximum of one photo-electron by gain channel, counts
   * @param pedestal counts
   * @param noise standard deviation of a sample by gain channel, counts
   * @param adcMax largest count
   * @param stepNs length of a sample
   * @param triggerSample sample at which the trigger comes
   */
  public record Electronics(
      double[] adcPerPe,
      double pedestal,
      double[] noise,
      int adcMax,
      double stepNs,
      int triggerSample) {}

  /** Reads the model of a name, as it is in array files. */
  TelescopeModel(String name, double ground) {
    facts = Facts.read("telescopes/" + name.toLowerCase(Locale.ROOT) + ".txt");
    grid = new PixelGrid(facts);
    pulse = new Pulse(facts.number("riseNs"), facts.number("fallNs"));
    singlePe =
        new SinglePe(
            facts.number("chargeSpread"), facts.number("afterpulsing"), facts.number("crosstalk"));
    double step = 1 / facts.number("samplingGHz");
    samples = pulse.sampled(step);
    double sky = facts.number("nightSky");
    bank = new NoiseBank(pulse, singlePe, sky, step, name.hashCode());
    int gains = facts.count("gains");
    double[] adc = new double[gains];
    double[] noise = new double[gains];
    double[][] pulses = new double[gains][];
    for (int g = 0; g < gains; g++) {
      adc[g] = facts.number(g == 0 ? "adcPerPe" : "adcPerPeLow");
      noise[g] = facts.number(g == 0 ? "noiseAdc" : "noiseAdcLow");
      pulses[g] = pulse.reference();
    }
    electronics =
        new Electronics(
            adc,
            facts.number("pedestal"),
            noise,
            facts.count("adcMax"),
            step,
            facts.count("triggerSample"));
    Optics optics =
        new Optics(
            facts.text("optics"),
            facts.text("size"),
            facts.text("reflector"),
            facts.number("mirrorArea"),
            facts.count("mirrors"),
            facts.count("tiles"),
            facts.number("focalLength"),
            facts.number("effectiveFocalLength"));
    CameraReadout readout =
        new CameraReadout(
            facts.text("camera"),
            facts.number("samplingGHz"),
            gains,
            grid.geometry().pixels(),
            facts.count("samples"),
            pulses,
            1.0 / Pulse.FINE);
    camera = new Camera(grid.geometry(), readout, optics, optics.effectiveFocalLength());
    area = facts.number("mirrorArea") * facts.number("shadowing");
    radius = Math.sqrt(facts.number("mirrorArea") / Math.PI);
    double psf = Math.toRadians(facts.number("psfDeg"));
    psfSquare = psf * psf;
    // In rad per rad as in degrees per degree.
    comaSquare = facts.number("psfPerDeg") * facts.number("psfPerDeg");
    timeSpread = Math.hypot(facts.number("timeSpreadNs"), facts.number("mirrorJitterNs"));
    trigger = new TriggerModel(facts, camera, grid, pulse, sky);
    fillYield(ground);
  }

  /** Photo-electrons per metre of track and unit of sin² of the Cherenkov angle, by height. */
  private void fillYield(double ground) {
    Atmosphere air = new Atmosphere();
    Curve mirror = new Curve(facts.text("mirrorCurve"));
    Curve detector = new Curve(facts.text("detectorCurve"));
    for (int i = 0; i < HEIGHTS; i++) {
      double height = ground + i * HEIGHT_STEP;
      double sum = 0;
      for (double nm = 282.5; nm < 700; nm += 5) {
        double metre = nm * 1e-9;
        sum +=
            mirror.at(nm)
                * detector.at(nm)
                * air.transmission(nm, height, ground, 0.94)
                * 5e-9
                / (metre * metre);
      }
      yield[i] = 2 * Math.PI * FINE_STRUCTURE * sum;
    }
  }

  /** Photo-electrons per metre of track of a particle and unit of sin² of the Cherenkov angle. */
  public double lightYield(double aboveGround) {
    double place = Math.max(0, Math.min(HEIGHTS - 1.001, aboveGround / HEIGHT_STEP));
    int i = (int) place;
    double f = place - i;
    return (1 - f) * yield[i] + f * yield[i + 1];
  }

  /** Camera as the pipeline sees it. */
  public Camera camera() {
    return camera;
  }

  /** Mirror area less shadows, m². */
  public double area() {
    return area;
  }

  /** Radius of a disk of the mirror's area, m. */
  public double radius() {
    return radius;
  }

  /** Standard deviation of directions at an angle from the optical axis, rad. */
  public double psf(double offAxis) {
    return psfOfSquare(offAxis * offAxis);
  }

  /** As {@link #psf}, from the square of the angle. */
  double psfOfSquare(double square) {
    return Math.sqrt(psfSquare + comaSquare * square);
  }

  /** Standard deviation of arrival times, ns. */
  public double timeSpread() {
    return timeSpread;
  }

  /** Angle of the corners of the camera from its centre, rad. */
  public double fieldRadius() {
    return grid.reach() / camera.focalLength() * 1.1;
  }

  /** The pixel that sees a direction of the telescope frame (rad), or -1. */
  public int pixelAt(double fovLon, double fovLat) {
    double focal = camera.focalLength();
    return grid.pixelAt(focal * fovLat, focal * fovLon);
  }

  /** Digitization. */
  public Electronics electronics() {
    return electronics;
  }

  /**
   * How often the night sky alone triggers this camera.
   *
   * @param factor night sky light against the nominal one
   * @return the threshold in use, the rate there in Hz, and the threshold at which it is 1 kHz
   */
  public double[] nightSkyTrigger(double factor) {
    NightSkyRate scan = new NightSkyRate(trigger, factor);
    return new double[] {trigger.threshold, scan.rate(trigger.threshold), scan.threshold(1000)};
  }

  /**
   * Whether so much light can trigger the camera: not when fluctuations of six standard deviations
   * and the noise do not bring it to the threshold.
   *
   * @param expected photo-electrons
   * @param skyFactor night sky light against the nominal one
   */
  public boolean mayTrigger(double expected, double skyFactor) {
    double most = expected + 6 * Math.sqrt(expected) + 2;
    return most >= trigger.multiplicity * (trigger.threshold - trigger.noiseReach(skyFactor));
  }

  TriggerModel trigger() {
    return trigger;
  }

  Pulse pulse() {
    return pulse;
  }

  /** The pulse in the samples of the readout. */
  SampledPulse sampledPulse() {
    return samples;
  }

  SinglePe singlePe() {
    return singlePe;
  }

  NoiseBank bank() {
    return bank;
  }
}
