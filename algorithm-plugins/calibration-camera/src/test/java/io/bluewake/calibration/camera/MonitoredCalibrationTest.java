package io.bluewake.calibration.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.Camera;
import io.bluewake.model.CameraConstants;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.PixelChunk;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.model.WaveformBatch;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ToyCamera;
import io.bluewake.testkit.ToyMonitoring;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Coefficients of monitoring data in the place of those of the file. */
class MonitoredCalibrationTest {
  private static final float[][] NONE = new float[0][];
  private final Camera camera = ToyCamera.hexagonal(7, 2, 10);

  private static CameraConstantsCalibrator calibrator(Map<String, ?> options) {
    return new CameraConstantsCalibrator(
        Configs.of(CameraConstantsCalibrator.Config.class, options));
  }

  private static float[][] all(float value) {
    float[][] values = new float[2][7];
    Arrays.fill(values[0], value);
    Arrays.fill(values[1], value);
    return values;
  }

  private static PixelChunk chunk(long start, long end, int channels, double factor) {
    return ToyMonitoring.chunk(
        start,
        end,
        channels,
        7,
        Map.of("pedestal_offset", 0.5, "factor", factor, "time_shift", 2.0));
  }

  private static TelescopeMonitoring known(PixelChunk... chunks) {
    return ToyMonitoring.of(TelescopeMonitoring.COEFFICIENTS, chunks);
  }

  private WaveformBatch waves(boolean raw, TelescopeMonitoring known, long time) {
    WaveformBatch batch = new WaveformBatch(camera);
    batch.reset(1, 10, raw);
    Arrays.fill(raw ? batch.adc() : new short[0], (short) 400);
    Arrays.fill(batch.samples(), 3f);
    batch.setMonitoring(0, known, time);
    return batch;
  }

  private ImageBatch image() {
    ImageBatch images = new ImageBatch(camera);
    images.reset(1, true);
    Arrays.fill(images.charge(), 10f);
    Arrays.fill(images.peakTime(), 20f);
    return images;
  }

  private ImageBatch calibrated(Map<String, ?> options, WaveformBatch batch, boolean raw) {
    CameraConstantsCalibrator calibrator = calibrator(options);
    calibrator.calibrateWaveforms(batch, raw);
    ImageBatch images = image();
    calibrator.calibrateImages(batch, images, 1);
    return images;
  }

  @Test
  void coefficientsHoldFromTheirTimeOn() {
    TelescopeMonitoring known = known(chunk(0, 99, 2, 1.5), chunk(100, 199, 2, 3));
    assertEquals(15, calibrated(Map.of(), waves(false, known, 99), false).charge()[3]);
    assertEquals(30, calibrated(Map.of(), waves(false, known, 100), false).charge()[3]);
  }

  @Test
  void pedestalFactorAndTimeShiftAreApplied() {
    WaveformBatch batch = waves(false, known(chunk(0, 9, 2, 1.5)), 5);
    ImageBatch images = calibrated(Map.of(), batch, false);
    assertEquals(2.5f, batch.samples()[0]);
    assertEquals(15, images.charge()[0]);
    assertEquals(18, images.peakTime()[0]);
  }

  @Test
  void thoseOfRawFilesAreReplacedAndThoseOfTheEventAreAdded() {
    CameraConstants file =
        new CameraConstants(all(380), all(0.1f), NONE, NONE, all(7), new boolean[0][]);
    WaveformBatch raw = waves(true, known(chunk(0, 9, 2, 1)), 5);
    raw.setConstants(0, file);
    ImageBatch images = calibrated(Map.of(), raw, true);
    assertEquals(1.5f, raw.samples()[0], 1e-5f);
    assertEquals(18, images.peakTime()[0]);

    WaveformBatch event = waves(false, known(chunk(0, 9, 2, 1)), 5);
    event.setConstants(0, file);
    assertEquals(11, calibrated(Map.of(), event, false).peakTime()[0]);
  }

  @Test
  void outliersAndPixelsThatTheFileExcludesAreUnusable() {
    PixelChunk chunk = chunk(0, 9, 2, 1);
    chunk.outlier()[2] = true;
    chunk.values("factor")[2] = Double.NaN;
    boolean[][] ofFile = new boolean[2][7];
    ofFile[0][4] = true;
    WaveformBatch batch = waves(false, known(chunk), 5);
    batch.setConstants(0, new CameraConstants(NONE, NONE, NONE, NONE, NONE, ofFile));
    ImageBatch images = calibrated(Map.of(), batch, false);
    for (int p = 0; p < 7; p++) {
      assertEquals(p == 2 || p == 4, images.unusable().get(0, p), "pixel " + p);
      assertTrue(Float.isFinite(images.charge()[p]));
    }
    assertFalse(ofFile[0][2], "constants of the file stay as they are");
  }

  @Test
  void oneChannelStandsForBoth() {
    WaveformBatch batch = waves(false, known(chunk(0, 9, 1, 1.5)), 5);
    Arrays.fill(batch.gain(), (byte) 1);
    assertEquals(15, calibrated(Map.of(), batch, false).charge()[6]);
    assertEquals(2, batch.constants(0).unusable().length);
  }

  @Test
  void pointingAloneLeavesTheConstantsOfTheFile() {
    TelescopeMonitoring other =
        ToyMonitoring.of(
            TelescopeMonitoring.FLATFIELD_IMAGE,
            ToyMonitoring.chunk(0, 9, 2, 7, Map.of("mean", 1.0)));
    WaveformBatch batch = waves(false, other, 5);
    CameraConstants file = new CameraConstants(NONE, NONE, NONE, all(2), NONE, new boolean[0][]);
    batch.setConstants(0, file);
    assertEquals(20, calibrated(Map.of(), batch, false).charge()[0]);
    assertSame(file, batch.constants(0));
  }

  @Test
  void monitoringMayBeIgnoredOrRequired() {
    TelescopeMonitoring known = known(chunk(0, 9, 2, 1.5));
    assertEquals(
        10, calibrated(Map.of("monitoring", "ignore"), waves(false, known, 5), false).charge()[0]);
    assertEquals(
        15, calibrated(Map.of("monitoring", "require"), waves(false, known, 5), false).charge()[0]);
    assertThrows(
        IllegalStateException.class,
        () -> calibrated(Map.of("monitoring", "require"), waves(false, known, 10), false));
    assertThrows(IllegalArgumentException.class, () -> calibrator(Map.of("monitoring", "perhaps")));
  }

  @Test
  void countsMayStayAsTheyAre() {
    WaveformBatch batch = waves(true, TelescopeMonitoring.NONE, 0);
    batch.setConstants(
        0, new CameraConstants(all(380), all(0.1f), NONE, NONE, NONE, new boolean[0][]));
    calibrator(Map.of("counts", true)).calibrateWaveforms(batch, true);
    assertEquals(400f, batch.samples()[0]);
  }

  @Test
  void eventsOfOneTelescopeShareTheirConstants() {
    TelescopeMonitoring known = known(chunk(0, 9, 2, 1.5));
    CameraConstantsCalibrator calibrator = calibrator(Map.of());
    WaveformBatch first = waves(false, known, 3);
    calibrator.calibrateWaveforms(first, false);
    WaveformBatch second = waves(false, known, 4);
    calibrator.calibrateWaveforms(second, false);
    assertSame(first.constants(0), second.constants(0));
  }
}
