package __PACKAGE__;

import io.bluewake.spi.CameraCalibrator;
import io.bluewake.testkit.CameraCalibratorContract;
import io.bluewake.testkit.Configs;

/** Keeps what plug-ins of this kind promise. */
class __CLASS__Test extends CameraCalibratorContract {
  @Override
  protected CameraCalibrator create() {
    return new __CLASS__(Configs.of(__CLASS__.Config.class));
  }
}
