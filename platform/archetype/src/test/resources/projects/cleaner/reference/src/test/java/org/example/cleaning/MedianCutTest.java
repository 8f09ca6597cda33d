package org.example.cleaning;

import io.bluewake.spi.ImageCleaner;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ImageCleanerContract;

/** Keeps what plug-ins of this kind promise. */
class MedianCutTest extends ImageCleanerContract {
  @Override
  protected ImageCleaner create() {
    return new MedianCut(Configs.of(MedianCut.Config.class));
  }
}
