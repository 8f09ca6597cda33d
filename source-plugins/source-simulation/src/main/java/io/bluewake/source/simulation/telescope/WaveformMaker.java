package io.bluewake.source.simulation.telescope;

import io.bluewake.math.random.CounterRandom;
import io.bluewake.model.WaveformBatch;

/**
 * Digitized waveforms: pulses of the photo-electrons, night sky light and electronic noise from the
 * {@link NoiseBank}, gains and pedestals of the pixels, rounding and saturation. Scratch of one
 * thread.
 */
public final class WaveformMaker {
  private static final int HIGH = 0;

  private float[] signal = new float[0];
  private int[] slotOfPixel = new int[0];
  private int slots;
  private double skyFactor = 1;
  private double gainFactor = 1;
  private FieldState field = FieldState.STILL;
  private float[] stars = new float[0];
  private final CounterRandom random = new CounterRandom();

  /** Creates the scratch. */
  public WaveformMaker() {}

  /**
   * What happened to the telescope.
   *
   * @param from first entry
   * @param to entry after the last one
   * @param pixel pixels of the entries
   * @param time times of the entries relative to the trigger, ns
   * @param number photo-electrons of the entries
   */
  public record Light(int from, int to, int[] pixel, float[] time, float[] number) {}

  /**
   * Computes the signal of all pixels in units of the maximum of a photo-electron. Called before
   * {@link #channel}.
   *
   * @param key names the random numbers of this telescope event
   */
  public void begin(TelescopeState telescope, int samples, Light light, long seed, long key) {
    TelescopeModel model = telescope.model();
    int pixels = model.camera().pixels();
    if (slotOfPixel.length < pixels) {
      slotOfPixel = new int[pixels];
    }
    java.util.Arrays.fill(slotOfPixel, 0, pixels, -1);
    slots = 0;
    random.start(seed, key, 1);
    double step = model.electronics().stepNs();
    double trigger = (model.electronics().triggerSample() + 0.5) * step;
    SinglePe single = model.singlePe();
    for (int i = light.from(); i < light.to(); i++) {
      int p = light.pixel()[i];
      double at = light.time()[i] + trigger + telescope.delay()[p];
      float charge = (float) single.charge(light.number()[i], random);
      // First, since it may make room in a new array.
      int slot = slot(p, samples);
      model.pulse().add(signal, slot * samples, samples, at, step, charge);
    }
  }

  /**
   * Says in which night and state the camera is. Called before {@link #channel}.
   *
   * @param sky night sky light against the nominal one, 0 for a closed lid
   * @param gain gain against the calibrated one
   * @param state where the random stars are
   * @param light light of stars of the catalogue in each pixel against the nominal sky; an empty
   *     array for none
   */
  public void night(double sky, double gain, FieldState state, float[] light) {
    skyFactor = sky;
    gainFactor = gain;
    field = state;
    stars = light;
  }

  /** Where the signal of a pixel is, cleared when it is the first of the event. */
  private int slot(int p, int samples) {
    if (slotOfPixel[p] < 0) {
      slotOfPixel[p] = slots++;
      if (signal.length < slots * samples) {
        signal = java.util.Arrays.copyOf(signal, Math.max(2 * signal.length, slots * samples));
      }
      java.util.Arrays.fill(signal, (slots - 1) * samples, slots * samples, 0f);
    }
    return slotOfPixel[p];
  }

  /**
   * Digitizes a channel.
   *
   * @param out receives counts, {@code [pixel][sample]}
   */
  public void channel(
      TelescopeState telescope,
      int channel,
      short[] out,
      int base,
      int samples,
      long seed,
      long key) {
    int pixels = telescope.model().camera().pixels();
    long stream = CounterRandom.mix(seed ^ CounterRandom.mix(key));
    short[][] noise = telescope.noise(skyFactor, gainFactor, field, stars)[channel];
    for (int p = 0; p < pixels; p++) {
      pixel(telescope, channel, p, out, base, samples, noise[p], gainFactor, stream);
    }
  }

  /** Digitizes the low gain of the pixels that are marked. */
  public void selected(TelescopeState telescope, WaveformBatch out, int row, long seed, long key) {
    long stream = CounterRandom.mix(seed ^ CounterRandom.mix(key));
    int from = out.pixelBase(row);
    short[][] noise = telescope.noise(skyFactor, gainFactor, field, stars)[1];
    for (int p = 0; p < out.pixels(); p++) {
      if (out.gain()[from + p] != HIGH) {
        pixel(
            telescope,
            1,
            p,
            out.adc(),
            out.base(row),
            out.samplesPerPixel(),
            noise[p],
            gainFactor,
            stream);
      }
    }
  }

  private void pixel(
      TelescopeState telescope,
      int channel,
      int p,
      short[] out,
      int base,
      int samples,
      short[] noise,
      double gainFactor,
      long stream) {
    // The same night sky in both channels, as the place is the same.
    int at = NoiseBank.place((int) CounterRandom.mix(stream + p * 0x9E3779B97F4A7C15L));
    short pedestal = (short) telescope.pedestal()[p];
    int to = base + p * samples;
    for (int s = 0; s < samples; s++) {
      out[to + s] = (short) (pedestal + noise[at + s]);
    }
    if (slotOfPixel[p] >= 0 && !telescope.broken(p)) {
      TelescopeModel.Electronics e = telescope.model().electronics();
      float scale = (float) (e.adcPerPe()[channel] * telescope.gain()[p] * gainFactor);
      int from = slotOfPixel[p] * samples;
      int most = e.adcMax();
      for (int s = 0; s < samples; s++) {
        int v = (int) (out[to + s] + scale * signal[from + s] + 0.5f);
        out[to + s] = (short) Math.max(0, Math.min(most, v));
      }
    }
  }
}
