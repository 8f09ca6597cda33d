package io.bluewake.gain.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bluewake.model.Camera;
import io.bluewake.model.WaveformBatch;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ToyCamera;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GainSelectorsTest {
  private static final int SAMPLES = 25;
  private final Camera camera = ToyCamera.hexagonal(19, 2, SAMPLES);

  private WaveformBatch counts(int value) {
    WaveformBatch batch = new WaveformBatch(camera);
    batch.reset(3, SAMPLES, true);
    Arrays.fill(batch.adc(), (short) value);
    return batch;
  }

  private static void set(WaveformBatch batch, int row, int pixel, int sample, int value) {
    batch.adc()[batch.base(row) + pixel * SAMPLES + sample] = (short) value;
  }

  @Test
  void oneSampleAboveTheThresholdMeansLowGain() {
    WaveformBatch batch = counts(300);
    set(batch, 1, 3, 0, 4001);
    set(batch, 1, 18, SAMPLES - 1, 65535);
    set(batch, 1, 7, 4, 4000);
    set(batch, 0, 5, 4, 5000);

    int low =
        new ThresholdGainSelector(Configs.of(ThresholdGainSelector.Config.class)).select(batch, 1);

    assertEquals(2, low);
    for (int p = 0; p < 19; p++) {
      assertEquals(p == 3 || p == 18 ? 1 : 0, batch.gain()[batch.pixelBase(1) + p], "pixel " + p);
      assertEquals(0, batch.gain()[p], "other row");
    }
  }

  @Test
  void onlyPixelsWhoseCeilingIsAboveTheThresholdAreLookedAt() {
    WaveformBatch batch = counts(5000);
    batch.useCeiling();
    Arrays.fill(batch.ceiling(), Character.MAX_VALUE);
    batch.ceiling()[batch.pixelBase(1) + 4] = 4000;

    int low =
        new ThresholdGainSelector(Configs.of(ThresholdGainSelector.Config.class)).select(batch, 1);

    assertEquals(18, low);
    assertEquals(0, batch.gain()[batch.pixelBase(1) + 4]);
  }

  @Test
  void countsWhoseBitsTogetherExceedTheThresholdStayInHighGain() {
    WaveformBatch batch = counts(2047);
    set(batch, 0, 2, 1, 2048);

    int low =
        new ThresholdGainSelector(Configs.of(ThresholdGainSelector.Config.class)).select(batch, 0);

    assertEquals(0, low);
    assertEquals(0, batch.gain()[2]);
  }

  @Test
  void fractionalThresholdIsRespected() {
    WaveformBatch batch = counts(100);
    var below = Configs.of(ThresholdGainSelector.Config.class, Map.of("thresholdAdc", 99.5));
    var above = Configs.of(ThresholdGainSelector.Config.class, Map.of("thresholdAdc", 100.5));

    assertEquals(19, new ThresholdGainSelector(below).select(batch, 0));
    assertEquals(0, new ThresholdGainSelector(above).select(batch, 0));
  }

  @Test
  void thresholdAboveAllCountsNeverSelects() {
    WaveformBatch batch = counts(65535);
    var config = Configs.of(ThresholdGainSelector.Config.class, Map.of("thresholdAdc", 1e12));

    assertEquals(0, new ThresholdGainSelector(config).select(batch, 2));
  }

  @Test
  void chargesAreComparedBeyondSixteenBits() {
    WaveformBatch batch = new WaveformBatch(camera);
    batch.reset(2, 1, true);
    batch.useSums();
    Arrays.fill(batch.adc(), (short) 65535);
    Arrays.fill(batch.sums(), 90_000);
    batch.sums()[batch.base(1) + 2] = 110_000;
    batch.sums()[batch.base(1) + 4] = -1;
    var config = Configs.of(ThresholdGainSelector.Config.class, Map.of("thresholdAdc", 1e5));

    assertEquals(2, new ThresholdGainSelector(config).select(batch, 1));
    assertEquals(1, batch.gain()[batch.pixelBase(1) + 2]);
    assertEquals(1, batch.gain()[batch.pixelBase(1) + 4]);
  }

  @Test
  void manualSelectorTakesOneChannelForAllPixels() {
    WaveformBatch batch = counts(300);
    var low = Configs.of(ManualGainSelector.Config.class, Map.of("channel", "LOW"));

    assertEquals(19, new ManualGainSelector(low).select(batch, 1));
    assertEquals(
        0, new ManualGainSelector(Configs.of(ManualGainSelector.Config.class)).select(batch, 2));
    assertEquals(0, batch.gain()[batch.pixelBase(0) + 18]);
    assertEquals(1, batch.gain()[batch.pixelBase(1)]);
    assertEquals(1, batch.gain()[batch.pixelBase(1) + 18]);
    assertEquals(0, batch.gain()[batch.pixelBase(2)]);
  }

  @Test
  void unknownChannelIsRefused() {
    var config = Configs.of(ManualGainSelector.Config.class, Map.of("channel", "medium"));

    assertThrows(IllegalArgumentException.class, () -> new ManualGainSelector(config));
  }
}
