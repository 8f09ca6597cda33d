package io.bluewake.spi;

import io.bluewake.model.CameraBatch;
import io.bluewake.model.EventBatch;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.PixelMask;
import io.bluewake.model.Schema;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Chooses the pixels that belong to the shower. An image without such pixels gets an empty mask.
 */
@ConsumerType
public interface ImageCleaner {
  /**
   * Cleans all rows.
   *
   * @param in images; must not be changed
   * @param out receives the chosen pixels; arrives cleared and sized
   */
  void clean(ImageBatch in, PixelMask out);

  /**
   * Columns that the cleaning adds to the image parameters, for every image. None by default.
   * Images of telescopes whose cleaner has no such columns get missing values.
   */
  default Schema provides() {
    return Schema.EMPTY;
  }

  /**
   * Cleans all rows, knowing where the images come from. By default as {@link #clean(ImageBatch,
   * PixelMask)}.
   *
   * @param in images and what belongs to them; must not be changed
   * @param out receives the chosen pixels; arrives cleared and sized
   * @param report receives the values of {@link #provides()}, one row per image
   */
  default void clean(Scene in, PixelMask out, Rows report) {
    clean(in.images(), out);
  }

  /**
   * Images with their origin.
   *
   * @param batch the events: times, telescopes, monitoring
   * @param camera the group of telescopes whose images these are; its waveforms tell the selected
   *     gain if there is an extractor
   * @param images the images to clean
   * @param extractor what has made these images of the waveforms of {@code camera}, to be asked by
   *     the calling thread during the call how noise looks like; empty when the input had images
   */
  record Scene(
      EventBatch batch,
      CameraBatch camera,
      ImageBatch images,
      Optional<ImageExtractor> extractor) {}
}
