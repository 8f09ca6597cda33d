package io.bluewake.model;

/**
 * Images of one kind of telescope: charge and peak time as {@code [row][pixel]} in flat arrays.
 * True images of simulations have no peak time. Reused between batches; not thread safe.
 */
public final class ImageBatch {
  private final Camera camera;
  private int rows;
  private boolean hasPeakTime;
  private float[] charge = new float[0];
  private float[] peakTime = new float[0];
  private boolean[] valid = new boolean[0];
  private final PixelMask unusable = new PixelMask();
  private final RowMonitoring monitoring = new RowMonitoring();
  private byte[] gain = new byte[0];

  /** Creates an empty batch. */
  public ImageBatch(Camera camera) {
    this.camera = camera;
  }

  /**
   * Sets the size. Contents are undefined afterwards, except that all rows are valid and no pixel
   * is unusable, the gain is the high one everywhere and nothing is known from monitoring.
   */
  public void reset(int newRows, boolean withPeakTime) {
    rows = newRows;
    hasPeakTime = withPeakTime;
    int n = Math.multiplyExact(newRows, camera.pixels());
    if (charge.length < n) {
      charge = new float[n];
    }
    if (withPeakTime && peakTime.length < n) {
      peakTime = new float[n];
    }
    if (valid.length < newRows) {
      valid = new boolean[newRows];
    }
    java.util.Arrays.fill(valid, 0, newRows, true);
    unusable.reset(newRows, camera.pixels());
    monitoring.reset(newRows);
    if (gain.length < n) {
      gain = new byte[n];
    } else {
      java.util.Arrays.fill(gain, 0, n, (byte) 0);
    }
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

  /** Start of a row in the flat arrays. */
  public int base(int row) {
    return row * camera.pixels();
  }

  /** Charges, p.e., {@code [row][pixel]}. */
  public float[] charge() {
    return charge;
  }

  /** Charge of a pixel, p.e. */
  public float charge(int row, int pixel) {
    return charge[row * camera.pixels() + pixel];
  }

  /** Whether there are peak times. */
  public boolean hasPeakTime() {
    return hasPeakTime;
  }

  /** Peak times in the readout window, ns, {@code [row][pixel]}; undefined without peak times. */
  public float[] peakTime() {
    return peakTime;
  }

  /** Peak time of a pixel, ns. */
  public float peakTime(int row, int pixel) {
    return peakTime[row * camera.pixels() + pixel];
  }

  /** Whether the extraction of a row succeeded, {@code [row]}. */
  public boolean[] valid() {
    return valid;
  }

  /** Pixels whose values were not measured. */
  public PixelMask unusable() {
    return unusable;
  }

  /**
   * Gain channel from which each charge was made, {@code [row][pixel]}; 0, the high gain, when the
   * input has images only.
   */
  public byte[] gain() {
    return gain;
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
