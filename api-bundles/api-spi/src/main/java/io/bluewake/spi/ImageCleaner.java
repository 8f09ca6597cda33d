package io.bluewake.spi;

import io.bluewake.model.ImageBatch;
import io.bluewake.model.PixelMask;
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
}
