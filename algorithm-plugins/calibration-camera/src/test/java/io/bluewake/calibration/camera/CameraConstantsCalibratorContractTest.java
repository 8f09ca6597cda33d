package io.bluewake.calibration.camera;

import io.bluewake.spi.CameraCalibrator;
import io.bluewake.testkit.CameraCalibratorContract;
import io.bluewake.testkit.Configs;

class CameraConstantsCalibratorContractTest extends CameraCalibratorContract {
  @Override
  protected CameraCalibrator create() {
    return new CameraConstantsCalibrator(Configs.of(CameraConstantsCalibrator.Config.class));
  }
}
