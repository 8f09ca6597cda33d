package io.bluewake.spi;

import io.bluewake.model.ImageBatch;
import io.bluewake.model.Schema;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Computes parameters of cleaned images. Rows that are not asked for keep missing values (NaN, -1).
 */
@ConsumerType
public interface ImageParameterizer {
  /** The columns this plug-in fills. */
  Schema provides();

  /**
   * The columns it fills for true images, which have no peak times; {@link Schema#EMPTY} when it
   * does not apply to them. Same field names as {@link #provides()}; prefixes get {@code true_} in
   * front.
   */
  default Schema providesForTrueImages() {
    return provides();
  }

  /**
   * Parameterizes rows.
   *
   * @param in images, with the list of selected rows and pixels
   * @param out receives the values, for columns of {@link #provides()} or {@link
   *     #providesForTrueImages()}
   */
  void parameterize(SelectedImages in, Rows out);

  /**
   * Images with their signal pixels, for those rows that passed the image quality selection.
   *
   * @param images the images
   * @param signal the pixels that survived cleaning
   * @param rows rows to be parameterized, the first {@code count} entries
   * @param count number of such rows
   * @param isTrue whether these are true images of a simulation
   */
  record SelectedImages(
      ImageBatch images,
      io.bluewake.model.PixelMask signal,
      int[] rows,
      int count,
      boolean isTrue) {}
}
