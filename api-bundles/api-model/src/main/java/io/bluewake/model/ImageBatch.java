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

  /** Creates an empty batch. */
  public ImageBatch(Camera camera) {
    this.camera = camera;
  }

  /**
   * Sets the size. Contents are undefined afterwards, except that all rows are valid and no pixel
   * is unusable.
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
}
