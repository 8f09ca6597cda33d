package io.bluewake.source.simulation;

import io.bluewake.math.random.CounterRandom;
import io.bluewake.model.CameraBatch;
import io.bluewake.model.EventBatch;
import io.bluewake.model.EventType;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.WaveformBatch;
import io.bluewake.source.simulation.shower.Photons;
import io.bluewake.source.simulation.telescope.ArrayModel;
import io.bluewake.source.simulation.telescope.StarLight;
import io.bluewake.source.simulation.telescope.TelescopeState;
import io.bluewake.source.simulation.telescope.WaveformMaker;
import io.bluewake.spi.GainSelector;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Turns photo-electrons into waveforms and true images. Shared by all threads; keeps nothing. */
final class EventDecoder {
  private static final double FLASH_SPREAD_NS = 1.5;
  private static final double HOUR = 3600;
  private static final float[] NO_STARS = {};

  private final Settings settings;
  private final ArrayModel array;
  private final Optional<StarLight> stars;

  EventDecoder(Settings settings, ArrayModel array, double[] pointing) {
    this.settings = settings;
    this.array = array;
    stars =
        settings.on(Key.STAR_MAGNITUDE)
            ? Optional.of(
                new StarLight(
                    array.site(),
                    new StarLight.Conditions(
                        // As the stamps of events, which are never before their second.
                        SimulationTables.START_SECONDS + 1,
                        pointing[0],
                        pointing[1],
                        settings.angle(Key.BENDING) / HOUR,
                        settings.angle(Key.ROTATION) / HOUR,
                        settings.get(Key.STAR_MAGNITUDE))))
            : Optional.empty();
  }

  void decode(EventBatch batch, RawPhotons raw, List<GainSelector> gains) {
    WaveformMaker maker = raw.maker;
    for (int g = 0; g < batch.cameras().size(); g++) {
      CameraBatch camera = batch.cameras().get(g);
      WaveformBatch waveforms = camera.waveforms();
      int samples = camera.camera().readout().samples();
      waveforms.reset(camera.rows(), samples, true);
      waveforms.useCeiling();
      boolean both = settings.on(Key.BOTH_GAINS) || waveforms.wantsLowGain();
      if (both && camera.camera().readout().channels() > 1) {
        waveforms.keepLowGain();
      }
      camera.trueImages().reset(camera.rows(), false);
      camera.setHasTrueImages(true);
      for (int row = 0; row < camera.rows(); row++) {
        int r = camera.tableRows()[row];
        trueImage(raw, r, camera.trueImages(), row);
        waveforms(raw, r, maker, waveforms, row, gains.get(g));
      }
    }
  }

  private static void trueImage(RawPhotons raw, int r, ImageBatch images, int row) {
    int base = images.base(row);
    int kind = raw.kind[r];
    boolean calibration = kind != EventType.SUBARRAY.code() && kind != EventType.MUON.code();
    images.valid()[row] = !calibration;
    Arrays.fill(images.charge(), base, base + images.pixels(), calibration ? -1f : 0f);
    for (int i = raw.from[r]; i < raw.from[r + 1]; i++) {
      images.charge()[base + raw.pixel[i]] += raw.number[i];
    }
  }

  private void waveforms(
      RawPhotons raw, int r, WaveformMaker maker, WaveformBatch out, int row, GainSelector gains) {
    TelescopeState telescope = array.telescopes().get(raw.state[r]);
    out.setConstants(row, telescope.constants());
    long seed = settings.seed();
    long key = raw.key[r];
    double sky = raw.sky[r];
    double gain = raw.gain[r];
    maker.begin(telescope, out.samplesPerPixel(), light(raw, r, telescope), seed, key);
    // A closed lid keeps the light of stars out as well.
    boolean open = stars.isPresent() && sky > 0;
    float[] light = open ? stars.get().pixels(telescope, raw.moment[r]) : NO_STARS;
    maker.night(sky, gain, raw.field[r], light);
    maker.channel(telescope, 0, out, row, out.adc(), seed, key);
    if (out.camera().readout().channels() < 2) {
      return;
    }
    if (out.keepsLowGain()) {
      maker.channel(telescope, 1, out, row, out.lowGain(), seed, key);
      if (!settings.on(Key.BOTH_GAINS) && gains.select(out, row) > 0) {
        exchange(out, row);
      }
    } else if (gains.select(out, row) > 0) {
      maker.selected(telescope, out, row, seed, key);
    }
  }

  /** Puts the low gain where the selected one belongs, and the high gain in its place. */
  private static void exchange(WaveformBatch out, int row) {
    int samples = out.samplesPerPixel();
    short[] trace = new short[samples];
    for (int p = 0; p < out.pixels(); p++) {
      if (out.gain()[out.pixelBase(row) + p] != 0) {
        int at = out.base(row) + p * samples;
        System.arraycopy(out.adc(), at, trace, 0, samples);
        System.arraycopy(out.lowGain(), at, out.adc(), at, samples);
        System.arraycopy(trace, 0, out.lowGain(), at, samples);
      }
    }
  }

  private WaveformMaker.Light light(RawPhotons raw, int r, TelescopeState telescope) {
    if (raw.kind[r] != EventType.FLATFIELD.code()) {
      return new WaveformMaker.Light(raw.from[r], raw.from[r + 1], raw.pixel, raw.time, raw.number);
    }
    CounterRandom random = new CounterRandom(settings.seed(), raw.key[r], Thrower.LIGHT);
    Photons flash = new Photons();
    double strength = settings.get(Key.FLATFIELD_PE) * (1 + 0.03 * random.nextGaussian());
    int pixels = telescope.model().camera().pixels();
    for (int p = 0; p < pixels; p++) {
      long n = random.nextPoisson(strength);
      for (long left = n; left > 0; left -= 8) {
        flash.add(p, FLASH_SPREAD_NS * random.nextGaussian(), (double) Math.min(8, left));
      }
    }
    return new WaveformMaker.Light(0, flash.count(), flash.pixel(), flash.time(), flash.number());
  }
}
