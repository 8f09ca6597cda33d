package io.bluewake.model;

/**
 * Waveforms of one kind of telescope, gain selected: {@code [row][pixel][sample]} in one flat
 * array. Raw data are first in {@link #adc()} (unsigned 16 bit counts) and become photo-electrons
 * in {@link #samples()}; sources of R1 or DL0 data fill {@link #samples()} directly. Reused between
 * batches; not thread safe.
 *
 * <p>While a source decodes raw data it stores the high gain of a row, asks the {@code
 * GainSelector}, and overwrites the traces of the pixels for which the low gain was chosen.
 */
public final class WaveformBatch {
  private final Camera camera;
  private int rows;
  private int samplesPerPixel;
  private short[] adc = new short[0];
  private int[] sums = new int[0];
  private boolean hasSums;
  private float[] samples = new float[0];
  private byte[] gain = new byte[0];
  private char[] ceiling = new char[0];
  private boolean hasCeiling;
  private short[] lowGain = new short[0];
  private int[] lowSums = new int[0];
  private boolean keepsLowGain;
  private boolean wantsLowGain;
  private CameraConstants[] constants = new CameraConstants[0];
  private final RowMonitoring monitoring = new RowMonitoring();

  /** Creates an empty batch. */
  public WaveformBatch(Camera camera) {
    this.camera = camera;
  }

  /**
   * Sets the size. Contents are undefined afterwards, the selected gain is the high one everywhere
   * the constants change nothing, and nothing is known from monitoring.
   *
   * @param newRows number of images
   * @param newSamples samples of a waveform
   * @param raw whether {@link #adc()} is needed
   */
  public void reset(int newRows, int newSamples, boolean raw) {
    rows = newRows;
    samplesPerPixel = newSamples;
    hasSums = false;
    hasCeiling = false;
    keepsLowGain = false;
    int n = Math.multiplyExact(Math.multiplyExact(newRows, camera.pixels()), newSamples);
    if (samples.length < n) {
      samples = new float[n];
    }
    if (raw && adc.length < n) {
      adc = new short[n];
    }
    int pixels = newRows * camera.pixels();
    if (gain.length < pixels) {
      gain = new byte[pixels];
    } else {
      java.util.Arrays.fill(gain, 0, pixels, (byte) 0);
    }
    if (constants.length < newRows) {
      constants = new CameraConstants[newRows];
    }
    java.util.Arrays.fill(constants, 0, newRows, CameraConstants.NONE);
    monitoring.reset(newRows);
  }

  /** The camera. */
  public Camera camera() {
    return camera;
  }

  /** Number of images. */
  public int rows() {
    return rows;
  }

  /** Number of pixels of an image. */
  public int pixels() {
    return camera.pixels();
  }

  /** Samples of a waveform, the same for all rows; 1 means that the file has charges only. */
  public int samplesPerPixel() {
    return samplesPerPixel;
  }

  /** Raw counts, unsigned, same layout as {@link #samples()}. */
  public short[] adc() {
    return adc;
  }

  /** Says that the single samples are charges, whose exact counts {@link #sums()} holds. */
  public void useSums() {
    if (samplesPerPixel != 1) {
      throw new IllegalStateException(samplesPerPixel + " samples are no charge");
    }
    int n = rows * camera.pixels();
    if (sums.length < n) {
      sums = new int[n];
    }
    hasSums = true;
  }

  /** Whether {@link #sums()} holds the raw counts; only with one sample per pixel. */
  public boolean hasSums() {
    return hasSums;
  }

  /**
   * Raw charges as unsigned 32 bit counts, same layout as {@link #samples()}, if {@link
   * #hasSums()}. {@link #adc()} has them too, but no more than 65535.
   */
  public int[] sums() {
    return sums;
  }

  /**
   * Says whether a product wants the raw counts of all gains. Stays until it is said again; {@link
   * #reset} does not change it.
   */
  public void requestLowGain(boolean wanted) {
    wantsLowGain = wanted;
  }

  /** Whether the source is to keep the gain that is not selected, if there is a second one. */
  public boolean wantsLowGain() {
    return wantsLowGain;
  }

  /**
   * Makes room for the low gain of all pixels beside the selected one, for writers of raw data.
   * Called after {@link #reset} and {@link #useSums()} by sources that are asked for both channels.
   */
  public void keepLowGain() {
    int n = rows * camera.pixels() * samplesPerPixel;
    if (lowGain.length < n) {
      lowGain = new short[n];
    }
    if (hasSums && lowSums.length < n) {
      lowSums = new int[n];
    }
    keepsLowGain = true;
  }

  /** Whether both gains of all pixels are there: {@link #counts} tells where. */
  public boolean keepsLowGain() {
    return keepsLowGain;
  }

  /**
   * Raw counts of the gain that is not in {@link #adc()}, same layout, if {@link #keepsLowGain()}:
   * the low gain, but the high gain of pixels whose low gain was selected.
   */
  public short[] lowGain() {
    return lowGain;
  }

  /** Raw charges of {@link #lowGain()}, if also {@link #hasSums()}. */
  public int[] lowSums() {
    return lowSums;
  }

  /**
   * Where the raw counts of a gain are: {@link #adc()} or {@link #lowGain()}.
   *
   * @param pixel {@link #pixelBase} and number of the pixel
   * @param channel gain channel
   */
  public short[] counts(int pixel, int channel) {
    return !keepsLowGain || gain[pixel] == channel ? adc : lowGain;
  }

  /** Where the raw charges of a gain are: {@link #sums()} or {@link #lowSums()}. */
  public int[] chargeCounts(int pixel, int channel) {
    return !keepsLowGain || gain[pixel] == channel ? sums : lowSums;
  }

  /** Waveforms, p.e. per sample, {@code [row][pixel][sample]}. */
  public float[] samples() {
    return samples;
  }

  /** Start of a row in {@link #samples()} and {@link #adc()}. */
  public int base(int row) {
    return row * camera.pixels() * samplesPerPixel;
  }

  /** Selected gain channel, {@code [row][pixel]}. */
  public byte[] gain() {
    return gain;
  }

  /**
   * Says that the source will fill {@link #ceiling()} of every pixel. Called after {@link #reset}.
   */
  public void useCeiling() {
    int n = rows * camera.pixels();
    if (ceiling.length < n) {
      ceiling = new char[n];
    }
    hasCeiling = true;
  }

  /** Whether the source has filled {@link #ceiling()}. */
  public boolean hasCeiling() {
    return hasCeiling;
  }

  /**
   * Counts that no sample of a pixel in high gain exceeds, {@code [row][pixel]}, if {@link
   * #hasCeiling()}: what the source knows without looking at each sample, at most 65535. A gain
   * selector needs to look only at pixels whose ceiling is above its threshold.
   */
  public char[] ceiling() {
    return ceiling;
  }

  /** Start of a row in {@link #gain()} and {@link #ceiling()}. */
  public int pixelBase(int row) {
    return row * camera.pixels();
  }

  /** Calibration constants of a row. */
  public CameraConstants constants(int row) {
    return constants[row];
  }

  /** Sets the calibration constants of a row. */
  public void setConstants(int row, CameraConstants value) {
    constants[row] = value;
  }

  /** What is known from monitoring about the telescope of a row. */
  public TelescopeMonitoring monitoring(int row) {
    return monitoring.of(row);
  }

  /** Time of the event of a row, ns since 1970 TAI, at which to look up {@link #monitoring}. */
  public long timeNs(int row) {
    return monitoring.timeNs(row);
  }

  /** Sets what is known from monitoring about the telescope of a row. */
  public void setMonitoring(int row, TelescopeMonitoring value, long timeNs) {
    monitoring.set(row, value, timeNs);
  }
}
