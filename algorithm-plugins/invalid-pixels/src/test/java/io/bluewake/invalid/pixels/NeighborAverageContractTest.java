package io.bluewake.invalid.pixels;

import io.bluewake.spi.InvalidPixelHandler;
import io.bluewake.testkit.InvalidPixelHandlerContract;

class NeighborAverageContractTest extends InvalidPixelHandlerContract {
  @Override
  protected InvalidPixelHandler create() {
    return new NeighborAverage();
  }
}
