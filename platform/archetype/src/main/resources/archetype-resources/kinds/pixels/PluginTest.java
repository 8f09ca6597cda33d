package __PACKAGE__;

import io.bluewake.spi.InvalidPixelHandler;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.InvalidPixelHandlerContract;

/** Keeps what plug-ins of this kind promise. */
class __CLASS__Test extends InvalidPixelHandlerContract {
  @Override
  protected InvalidPixelHandler create() {
    return new __CLASS__(Configs.of(__CLASS__.Config.class));
  }
}
