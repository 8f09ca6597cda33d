package io.bluewake.source.simulation.telescope;

import io.bluewake.math.random.CounterRandom;
import io.bluewake.model.WaveformBatch;
import java.util.Arrays;

/**
 * Digitized waveforms: pulses of the photo-electrons, night sky light and electronic noise from the
 * {@link NoiseBank}, gains and pedestals of the pixels, rounding and saturation. Scratch of one
 * thread.
 */
public final class WaveformMaker {
  private static final int HIGH = 0;

  /** Pixels whose pedestals are added together: some 8 kB. */
  private static final int BLOCK = 64;

  private float[] signal = new float[0];
  private int[] pixels = new int[0];
  private int[] firstSample = new int[0];
  private int[] endSample = new int[0];
  private short[] pedestals = new short[0];
  private short[] block = new short[0];
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
    if (slotOfPixel.length < model.camera().pixels()) {
      slotOfPixel = new int[model.camera().pixels()];
      pixels = new int[slotOfPixel.length];
      firstSample = new int[slotOfPixel.length];
      endSample = new int[slotOfPixel.length];
      Arrays.fill(slotOfPixel, -1);
      slots = 0;
    }
    while (slots > 0) {
      slotOfPixel[pixels[--slots]] = -1;
    }
    random.start(seed, key, 1);
    double step = model.electronics().stepNs();
    double trigger = (model.electronics().triggerSample() + 0.5) * step;
    SinglePe single = model.singlePe();
    SampledPulse pulse = model.sampledPulse();
    for (int i = light.from(); i < light.to(); i++) {
      int p = light.pixel()[i];
      double at = light.time()[i] + trigger + telescope.delay()[p];
      float charge = (float) single.charge(light.number()[i], random);
      // First, since it may make room in a new array.
      int slot = slot(p, samples);
      int first = pulse.add(signal, slot * samples, samples, at, charge);
      firstSample[slot] = Math.min(firstSample[slot], Math.max(0, first));
      endSample[slot] = Math.max(endSample[slot], Math.min(samples, first + pulse.width()));
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
      pixels[slots] = p;
      firstSample[slots] = samples;
      endSample[slots] = 0;
      slotOfPixel[p] = slots++;
      if (signal.length < slots * samples) {
        signal = Arrays.copyOf(signal, Math.max(2 * signal.length, slots * samples));
      }
      Arrays.fill(signal, (slots - 1) * samples, slots * samples, 0f);
    }
    return slotOfPixel[p];
  }

  /**
   * Digitizes a channel.
   *
   * @param row image whose counts, {@code [pixel][sample]}, and ceilings are filled
   * @param counts receives the counts: {@link WaveformBatch#adc()} or {@link
   *     WaveformBatch#lowGain()}
   */
  public void channel(
      TelescopeState telescope,
      int channel,
      WaveformBatch out,
      int row,
      short[] counts,
      long seed,
      long key) {
    NoiseTrace[] noise = telescope.noise(skyFactor, gainFactor, field, stars)[channel];
    long stream = CounterRandom.mix(seed ^ CounterRandom.mix(key));
    int base = out.base(row);
    background(telescope, noise, counts, base, out.samplesPerPixel(), stream);
    if (channel == HIGH && out.hasCeiling()) {
      int first = out.pixelBase(row);
      for (int p = 0; p < noise.length; p++) {
        out.ceiling()[first + p] = (char) (telescope.pedestal()[p] + noise[p].most());
      }
    }
    for (int slot = 0; slot < slots; slot++) {
      int most = signal(telescope, channel, slot, counts, base, out.samplesPerPixel());
      if (channel == HIGH && out.hasCeiling()) {
        int at = out.pixelBase(row) + pixels[slot];
        out.ceiling()[at] = (char) Math.max(out.ceiling()[at], most);
      }
    }
  }

  /** Digitizes the low gain of the pixels that are marked. */
  public void selected(TelescopeState telescope, WaveformBatch out, int row, long seed, long key) {
    NoiseTrace[] noise = telescope.noise(skyFactor, gainFactor, field, stars)[1];
    long stream = CounterRandom.mix(seed ^ CounterRandom.mix(key));
    int from = out.pixelBase(row);
    int samples = out.samplesPerPixel();
    for (int p = 0; p < out.pixels(); p++) {
      if (out.gain()[from + p] == HIGH) {
        continue;
      }
      int to = out.base(row) + p * samples;
      short pedestal = (short) telescope.pedestal()[p];
      int at = place(stream, p);
      for (int s = 0; s < samples; s++) {
        out.adc()[to + s] = (short) (pedestal + noise[p].counts()[at + s]);
      }
      if (slotOfPixel[p] >= 0) {
        signal(telescope, 1, slotOfPixel[p], out.adc(), out.base(row), samples);
      }
    }
  }

  /** Where the noise of a pixel begins: the same night sky in both channels. */
  private static int place(long stream, int p) {
    return NoiseBank.place((int) CounterRandom.mix(stream + p * 0x9E3779B97F4A7C15L));
  }

  /**
   * Noise and pedestals of all pixels. Traces are short: copying them and adding the pedestals of
   * some pixels in one go takes a tenth of the time that a loop over each trace takes.
   */
  private void background(
      TelescopeState telescope,
      NoiseTrace[] noise,
      short[] out,
      int base,
      int samples,
      long stream) {
    if (pedestals.length < BLOCK * samples) {
      pedestals = new short[BLOCK * samples];
      block = new short[BLOCK * samples];
    }
    for (int begin = 0; begin < noise.length; begin += BLOCK) {
      int end = Math.min(noise.length, begin + BLOCK);
      int to = base + begin * samples;
      for (int p = begin; p < end; p++) {
        int at = (p - begin) * samples;
        System.arraycopy(noise[p].counts(), place(stream, p), block, at, samples);
        Arrays.fill(pedestals, at, at + samples, (short) telescope.pedestal()[p]);
      }
      int count = (end - begin) * samples;
      add(pedestals, block, count);
      System.arraycopy(block, 0, out, to, count);
    }
  }

  private static void add(short[] what, short[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[i] += what[i];
    }
  }

  /** Adds the signal of a pixel to its noise; returns the largest count. */
  private int signal(
      TelescopeState telescope, int channel, int slot, short[] out, int base, int samples) {
    int p = pixels[slot];
    TelescopeModel.Electronics e = telescope.model().electronics();
    int largest = e.adcMax();
    float scale = (float) (e.adcPerPe()[channel] * telescope.gain()[p] * gainFactor);
    if (telescope.broken(p)) {
      scale = 0;
    }
    int from = slot * samples;
    int to = base + p * samples;
    int most = 0;
    for (int s = firstSample[slot]; s < endSample[slot]; s++) {
      int v = (int) (out[to + s] + scale * signal[from + s] + 0.5f);
      v = Math.max(0, Math.min(largest, v));
      out[to + s] = (short) v;
      most = Math.max(most, v);
    }
    return most;
  }
}
