package io.bluewake.source.toy;

import io.bluewake.model.ImageBatch;
import io.bluewake.model.Telescope;
import io.bluewake.model.WaveformBatch;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Draws the light of a shower into one telescope, photo-electron by photo-electron: each starts
 * from a point of the shower, falls into the pixel that sees this point, at the time at which light
 * from there arrives, and becomes a Gaussian pulse. Night sky light comes at random and its mean is
 * subtracted. One instance per call of decode.
 */
final class ToyLight {
  private static final double LIGHT_M_PER_NS = 0.299792458;
  private static final double JITTER_NS = 0.5;
  private static final double BLUR_RAD = Math.toRadians(0.02);
  private static final double REACH_NS = 5 * HexCamera.PULSE_SIGMA_NS;
  private static final int STEPS_PER_NS = 20;

  private final ToySettings settings;
  private final double[] pulse;
  private final double ca;
  private final double sa;
  private final double cz;
  private final double sz;

  ToyLight(ToySettings settings) {
    this.settings = settings;
    pulse = new double[(int) (2 * REACH_NS * STEPS_PER_NS) + 1];
    double norm = 1 / (HexCamera.PULSE_SIGMA_NS * Math.sqrt(2 * Math.PI));
    for (int i = 0; i < pulse.length; i++) {
      double t = ((double) i / STEPS_PER_NS - REACH_NS) / HexCamera.PULSE_SIGMA_NS;
      pulse[i] = norm * Math.exp(-0.5 * t * t);
    }
    ca = Math.cos(settings.altitude());
    sa = Math.sin(settings.altitude());
    cz = Math.cos(settings.azimuth());
    sz = Math.sin(settings.azimuth());
  }

  /**
   * Fills a row of waveforms and of true images.
   *
   * @return number of photo-electrons that hit pixels
   */
  int draw(
      ToyShower shower,
      Telescope telescope,
      HexCamera camera,
      SplittableRandom random,
      WaveformBatch waveforms,
      ImageBatch truth,
      int row) {
    Arrays.fill(waveforms.samples(), waveforms.base(row), waveforms.base(row + 1), 0f);
    Arrays.fill(truth.charge(), truth.base(row), truth.base(row + 1), 0f);
    drawNightSky(random, waveforms, row);
    double[] axis = shower.direction();
    double[] across = new double[] {-axis[1], axis[0], 0};
    double length = Math.max(1e-12, Math.hypot(across[0], across[1]));
    double vx = across[0] / length;
    double vy = across[1] / length;
    double wx = -axis[2] * vy;
    double wy = axis[2] * vx;
    double wz = axis[0] * vy - axis[1] * vx;
    double middle = 0.4 * settings.samples();
    double expectedTime = arrival(shower, telescope, shower.heightOfMaximum() / axis[2], axis);
    int light = poisson(shower.expectedPe(telescope), random);
    int hits = 0;
    for (int i = 0; i < light; i++) {
      double height =
          Math.max(500, shower.heightOfMaximum() + ToyShower.HEIGHT_SIGMA * random.nextGaussian());
      double s = height / axis[2];
      double a = ToyShower.LATERAL_SIGMA * random.nextGaussian();
      double b = ToyShower.LATERAL_SIGMA * random.nextGaussian();
      double x = shower.coreX() + s * axis[0] + a * vx + b * wx - telescope.x();
      double y = shower.coreY() + s * axis[1] + a * vy + b * wy - telescope.y();
      double z = s * axis[2] + b * wz - telescope.z();
      double ahead = ca * cz * x - ca * sz * y + sa * z;
      double right = -sz * x - cz * y;
      double up = -sa * cz * x + sa * sz * y + ca * z;
      double lon = Math.atan2(right, ahead) + BLUR_RAD * random.nextGaussian();
      double lat = Math.atan2(up, Math.hypot(ahead, right)) + BLUR_RAD * random.nextGaussian();
      double time = (Math.sqrt(x * x + y * y + z * z) - s) / LIGHT_M_PER_NS - expectedTime;
      double jitter = JITTER_NS * random.nextGaussian();
      int pixel = camera.pixelAt(lon, lat);
      if (pixel >= 0) {
        hits++;
        truth.charge()[truth.base(row) + pixel] += 1f;
        addPulse(waveforms, row, pixel, middle + time + jitter);
      }
    }
    return hits;
  }

  /** When light from a point of the axis arrives, against the shower front's own arrival, ns. */
  private static double arrival(ToyShower shower, Telescope telescope, double s, double[] axis) {
    double x = shower.coreX() + s * axis[0] - telescope.x();
    double y = shower.coreY() + s * axis[1] - telescope.y();
    double z = s * axis[2] - telescope.z();
    return (Math.sqrt(x * x + y * y + z * z) - s) / LIGHT_M_PER_NS;
  }

  private void drawNightSky(SplittableRandom random, WaveformBatch waveforms, int row) {
    double rate = settings.nightSkyPePerNs();
    if (rate == 0) {
      return;
    }
    double span = waveforms.samplesPerPixel() + 2 * REACH_NS;
    for (int p = 0; p < waveforms.pixels(); p++) {
      int from = waveforms.base(row) + p * waveforms.samplesPerPixel();
      Arrays.fill(waveforms.samples(), from, from + waveforms.samplesPerPixel(), (float) -rate);
      int count = poisson(rate * span, random);
      for (int i = 0; i < count; i++) {
        addPulse(waveforms, row, p, random.nextDouble(span) - REACH_NS);
      }
    }
  }

  private void addPulse(WaveformBatch waveforms, int row, int pixel, double time) {
    int samples = waveforms.samplesPerPixel();
    int at = waveforms.base(row) + pixel * samples;
    int first = Math.max(0, (int) Math.ceil(time - REACH_NS));
    int last = Math.min(samples - 1, (int) Math.floor(time + REACH_NS));
    for (int s = first; s <= last; s++) {
      waveforms.samples()[at + s] += (float) pulse[(int) ((s - time + REACH_NS) * STEPS_PER_NS)];
    }
  }

  /** A Poisson number; large means in parts, which add up to the same distribution. */
  static int poisson(double mean, SplittableRandom random) {
    if (mean > 500) {
      // Beyond this a rounded Gaussian is the same for every purpose of a toy.
      return (int) Math.max(0, Math.rint(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    int total = 0;
    double left = mean;
    while (left > 0) {
      double part = Math.min(left, 30);
      double limit = Math.exp(-part);
      double product = random.nextDouble();
      while (product > limit) {
        total++;
        product *= random.nextDouble();
      }
      left -= part;
    }
    return total;
  }
}
