package io.bluewake.model;

import java.util.Arrays;

/**
 * What a batch of events holds of one group of telescopes: telescopes with the same {@link Camera}
 * and the same configuration. Rows are images. Reused between batches; not thread safe.
 */
public final class CameraBatch {
  private final Camera camera;
  private WaveformBatch waveforms;
  private final ImageBatch images;
  private final PixelMask signal = new PixelMask();
  private final ImageBatch trueImages;
  private final PixelMask trueSignal = new PixelMask();
  private int rows;
  private int[] tableRow = new int[0];
  private boolean hasTrueImages;

  /** Creates an empty batch. */
  public CameraBatch(Camera camera) {
    this.camera = camera;
    waveforms = new WaveformBatch(camera);
    images = new ImageBatch(camera);
    trueImages = new ImageBatch(camera);
  }

  /** The camera. */
  public Camera camera() {
    return camera;
  }

  /** Number of images. */
  public int rows() {
    return rows;
  }

  /** Forgets all rows. */
  public void clear() {
    rows = 0;
    hasTrueImages = false;
  }

  /**
   * Appends an image.
   *
   * @param telescopeRow its row among all telescope events of the batch
   * @return its row here
   */
  public int append(int telescopeRow) {
    if (rows == tableRow.length) {
      tableRow = Arrays.copyOf(tableRow, rows * 2 + 8);
    }
    tableRow[rows] = telescopeRow;
    return rows++;
  }

  /** Row among all telescope events of the batch, of each row here. Shared, read only. */
  public int[] tableRows() {
    return tableRow;
  }

  /** The waveforms. */
  public WaveformBatch waveforms() {
    return waveforms;
  }

  /**
   * Replaces the waveforms by others of the same camera. A worker lends its own to the batches it
   * computes when nobody needs waveforms afterwards: they are the largest part of a batch.
   */
  public void lendWaveforms(WaveformBatch other) {
    if (other.camera() != camera) {
      throw new IllegalArgumentException("waveforms of another camera");
    }
    waveforms = other;
  }

  /** The extracted images. */
  public ImageBatch images() {
    return images;
  }

  /** The pixels that survived cleaning. */
  public PixelMask signal() {
    return signal;
  }

  /** The true photo-electrons of simulated images, if {@link #hasTrueImages()}. */
  public ImageBatch trueImages() {
    return trueImages;
  }

  /** The pixels with true photo-electrons. */
  public PixelMask trueSignal() {
    return trueSignal;
  }

  /** Whether the source has filled {@link #trueImages()}. */
  public boolean hasTrueImages() {
    return hasTrueImages;
  }

  /** Says that the source has filled {@link #trueImages()}. */
  public void setHasTrueImages(boolean value) {
    hasTrueImages = value;
  }
}
