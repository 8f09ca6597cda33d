package io.bluewake.calibration.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.Camera;
import io.bluewake.model.CameraConstants;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.WaveformBatch;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.Seeded;
import io.bluewake.testkit.ToyCamera;
import io.bluewake.testkit.ToyWaveforms;
import java.util.Arrays;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

@Seeded
class CameraConstantsCalibratorTest {
  private static final float[][] NONE = new float[0][];
  private static final boolean[][] USABLE = new boolean[0][];
  private final Camera camera = ToyCamera.hexagonal(7, 2, 10);

  private static CameraConstantsCalibrator calibrator(Map<String, ?> options) {
    return new CameraConstantsCalibrator(
        Configs.of(CameraConstantsCalibrator.Config.class, options));
  }

  private WaveformBatch ramp(CameraConstants constants) {
    WaveformBatch batch = new WaveformBatch(camera);
    batch.reset(2, 10, false);
    for (int i = 0; i < batch.base(2); i++) {
      batch.samples()[i] = i % 10;
    }
    batch.setConstants(0, CameraConstants.NONE);
    batch.setConstants(1, constants);
    batch.gain()[batch.pixelBase(1) + 2] = 1;
    return batch;
  }

  private ImageBatch image(float charge, float time) {
    ImageBatch images = new ImageBatch(camera);
    images.reset(2, true);
    Arrays.fill(images.charge(), charge);
    Arrays.fill(images.peakTime(), time);
    return images;
  }

  private static float[][] both(float high, float low) {
    float[][] values = new float[2][7];
    Arrays.fill(values[0], high);
    Arrays.fill(values[1], low);
    return values;
  }

  @Test
  void countsBecomePhotoelectronsOfTheSelectedGain(RandomGenerator random) {
    Camera toy = ToyCamera.hexagonal(91, 2, 33);
    WaveformBatch batch = ToyWaveforms.raw(toy, 3, random);
    batch.adc()[batch.base(1) + 5] = (short) 65535;

    calibrator(Map.of("scale", 1.5, "shiftPe", 0.25)).calibrateWaveforms(batch, true);

    CameraConstants c = batch.constants(0);
    for (int i = 0; i < batch.base(3); i++) {
      int gain = batch.gain()[i / 33];
      int pixel = i / 33 % 91;
      float expected =
          ((batch.adc()[i] & 0xffff) - c.pedestal()[gain][pixel]) * (c.gain()[gain][pixel] * 1.5f)
              + 0.25f;
      assertEquals(expected, batch.samples()[i], "sample " + i);
    }
  }

  @Test
  void chargesAboveSixteenBitsKeepTheirValue() {
    WaveformBatch batch = new WaveformBatch(camera);
    batch.reset(1, 1, true);
    batch.useSums();
    Arrays.fill(batch.adc(), (short) 65535);
    Arrays.fill(batch.sums(), 1_000_001);
    batch.sums()[3] = -2; // 4294967294
    CameraConstants constants =
        new CameraConstants(both(1000, 0), both(0.5f, 0), NONE, NONE, NONE, USABLE);
    batch.setConstants(0, constants);

    calibrator(Map.of("scale", 2.0)).calibrateWaveforms(batch, true);

    assertEquals(999_001f, batch.samples()[0]);
    assertEquals(4_294_966_294f, batch.samples()[3]);
  }

  @Test
  void remainingPedestalIsSubtracted() {
    WaveformBatch batch = ramp(new CameraConstants(NONE, NONE, both(1, 3), NONE, NONE, USABLE));

    calibrator(Map.of()).calibrateWaveforms(batch, false);

    assertEquals(4f, batch.samples()[4], "row without constants");
    assertEquals(3f, batch.samples()[batch.base(1) + 4]);
    assertEquals(1f, batch.samples()[batch.base(1) + 24], "low gain");
  }

  @Test
  void waveformsShiftByWholeSamplesAndTheRestGoesToTheTime() {
    float[][] shift = both(1.3f, 0);
    shift[1][2] = 4.1f;
    CameraConstants constants = new CameraConstants(NONE, NONE, NONE, NONE, shift, USABLE);
    WaveformBatch batch = ramp(constants);
    ImageBatch images = image(1, 5);
    CameraConstantsCalibrator calibrator = calibrator(Map.of("applyWaveformTimeShift", true));

    calibrator.calibrateWaveforms(batch, false);
    calibrator.calibrateImages(batch, images, 1);

    // The mean shift is 1.7: pixel 2 moves by round(2.4) = 2 samples, the others by round(-0.4).
    int pixel = batch.base(1) + 20;
    assertEquals(2f, batch.samples()[pixel]);
    assertEquals(9f, batch.samples()[pixel + 7]);
    assertEquals(9f, batch.samples()[pixel + 9], "last sample is repeated");
    assertEquals(3f, batch.samples()[batch.base(1) + 3]);
    assertEquals(5 - 2.1, images.peakTime(1, 2), 1e-6);
    assertEquals(5 - 1.3, images.peakTime(1, 0), 1e-6);
    assertEquals(5f, images.peakTime(0, 2));
  }

  @Test
  void wholeTimeShiftIsSubtractedFromTimesByDefault() {
    WaveformBatch batch = ramp(new CameraConstants(NONE, NONE, NONE, NONE, both(2, 4), USABLE));
    ImageBatch images = image(1, 5);

    calibrator(Map.of()).calibrateImages(batch, images, 1);

    assertEquals(3f, images.peakTime(1, 0));
    assertEquals(1f, images.peakTime(1, 2));
    assertEquals(5f, images.peakTime(0, 0));
  }

  @Test
  void timeShiftCanBeSwitchedOff() {
    WaveformBatch batch = ramp(new CameraConstants(NONE, NONE, NONE, NONE, both(2, 4), USABLE));
    ImageBatch images = image(1, 5);

    calibrator(Map.of("applyPeakTimeShift", false)).calibrateImages(batch, images, 1);

    assertEquals(5f, images.peakTime(1, 0));
  }

  @Test
  void factorActsAsOftenAsTheChargeSays() {
    WaveformBatch batch = ramp(new CameraConstants(NONE, NONE, NONE, both(2, 3), NONE, USABLE));
    ImageBatch charge = image(10, 5);
    ImageBatch variance = image(10, 5);

    calibrator(Map.of()).calibrateImages(batch, charge, 1);
    calibrator(Map.of()).calibrateImages(batch, variance, 2);

    assertEquals(20f, charge.charge(1, 0));
    assertEquals(30f, charge.charge(1, 2));
    assertEquals(10f, charge.charge(0, 2));
    assertEquals(90f, variance.charge(1, 2));
  }

  @Test
  void firstChannelDecidesWhichPixelsAreUnusable() {
    boolean[][] unusable = new boolean[2][7];
    unusable[0][4] = true;
    unusable[1][2] = true;
    WaveformBatch batch = ramp(new CameraConstants(NONE, NONE, NONE, NONE, NONE, unusable));
    ImageBatch images = image(1, 5);

    calibrator(Map.of()).calibrateImages(batch, images, 1);

    assertTrue(images.unusable().get(1, 4));
    assertFalse(images.unusable().get(1, 2));
    assertEquals(0, images.unusable().count(0));
  }

  @Test
  void imagesOfOneSampleHaveNoTimeToShift() {
    WaveformBatch batch = new WaveformBatch(camera);
    batch.reset(1, 1, false);
    batch.setConstants(0, new CameraConstants(NONE, NONE, NONE, NONE, both(2, 4), USABLE));
    ImageBatch images = image(1, 0);
    images.reset(1, true);
    Arrays.fill(images.peakTime(), 0f);

    calibrator(Map.of("applyWaveformTimeShift", true)).calibrateWaveforms(batch, false);
    calibrator(Map.of()).calibrateImages(batch, images, 1);

    assertEquals(0f, images.peakTime(0, 3));
  }

  @Test
  void noRowsAreNoWork() {
    WaveformBatch batch = new WaveformBatch(camera);
    batch.reset(0, 10, true);
    ImageBatch images = new ImageBatch(camera);
    images.reset(0, true);

    calibrator(Map.of()).calibrateWaveforms(batch, true);
    calibrator(Map.of()).calibrateImages(batch, images, 1);

    assertEquals(0, images.rows());
  }
}
