package io.bluewake.extract.flashcam;

import io.bluewake.spi.ImageExtractor;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ImageExtractorContract;

class FlashCamContractTest extends ImageExtractorContract {
  @Override
  protected ImageExtractor create() {
    return new FlashCamExtractor(Configs.of(FlashCamExtractor.Config.class));
  }
}
