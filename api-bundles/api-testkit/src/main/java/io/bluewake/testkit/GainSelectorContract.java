package io.bluewake.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.Camera;
import io.bluewake.model.CameraConstants;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.GainSelector;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What every {@link GainSelector} must do. A subclass says how to create one. */
@Seeded
public abstract class GainSelectorContract {
  private static final int ROWS = 6;

  /** Creates the plug-in under test, a new instance at each call. */
  protected abstract GainSelector create();

  /** The plug-in in a wrapper that fails when it does what it must not. */
  private GainSelector checked() {
    return Asserting.wrap(GainSelector.class, create());
  }

  /** Cameras to test with, all of two channels. */
  protected List<Camera> cameras() {
    return List.of(
        ToyCamera.hexagonal(127, 2, 30),
        ToyCamera.hexagonal(64, 2, 4),
        ToyCamera.hexagonal(1, 2, 1));
  }

  private static WaveformBatch highGain(Camera camera, RandomGenerator random) {
    WaveformBatch batch = new WaveformBatch(camera);
    batch.reset(ROWS, camera.readout().samples(), true);
    for (int row = 0; row < ROWS; row++) {
      batch.setConstants(row, CameraConstants.NONE);
    }
    for (int i = 0; i < batch.base(ROWS); i++) {
      boolean bright = random.nextInt(8 * batch.samplesPerPixel()) == 0;
      batch.adc()[i] = (short) random.nextInt(bright ? 65536 : 500);
    }
    return batch;
  }

  private static int[] selectAll(GainSelector selector, WaveformBatch in) {
    int[] counts = new int[in.rows()];
    for (int row = 0; row < in.rows(); row++) {
      counts[row] = selector.select(in, row);
    }
    return counts;
  }

  private static byte[] gains(WaveformBatch in) {
    return Arrays.copyOf(in.gain(), in.pixelBase(in.rows()));
  }

  @Test
  void markedPixelsAreCounted(RandomGenerator random) {
    for (Camera camera : cameras()) {
      WaveformBatch in = highGain(camera, random);
      int[] counts = selectAll(checked(), in);
      for (int row = 0; row < ROWS; row++) {
        int marked = 0;
        for (int p = 0; p < camera.pixels(); p++) {
          int gain = in.gain()[in.pixelBase(row) + p];
          assertTrue(gain == 0 || gain == 1, "gain " + gain);
          marked += gain;
        }
        assertEquals(marked, counts[row], camera.name());
      }
    }
  }

  @Test
  void onlyTheRowAskedForIsMarked(RandomGenerator random) {
    for (Camera camera : cameras()) {
      WaveformBatch in = highGain(camera, random);
      checked().select(in, 2);
      for (int i = 0; i < in.gain().length; i++) {
        boolean asked = i >= in.pixelBase(2) && i < in.pixelBase(3);
        assertTrue(asked || in.gain()[i] == 0, "entry " + i);
      }
    }
  }

  @Test
  void eachRowIsSelectedOnItsOwn(RandomGenerator random) {
    for (Camera camera : cameras()) {
      WaveformBatch in = highGain(camera, random);
      WaveformBatch backwards = Batches.rows(in, 5, 4, 3, 2, 1, 0);
      selectAll(checked(), in);
      selectAll(checked(), backwards);
      assertArrayEquals(gains(in), gains(Batches.rows(backwards, 5, 4, 3, 2, 1, 0)));
    }
  }

  @Test
  void permutedPixelsGiveThePermutedGains(RandomGenerator random) {
    for (Camera camera : cameras()) {
      WaveformBatch in = highGain(camera, random);
      int[] order = ToyCamera.randomOrder(camera.pixels(), random);
      Camera other = ToyCamera.permuted(camera, order);
      WaveformBatch permuted = Batches.permuted(in, other, order);
      selectAll(checked(), in);
      selectAll(checked(), permuted);
      assertArrayEquals(gains(Batches.permuted(in, other, order)), gains(permuted));
    }
  }

  @Test
  void countsAreNotChanged(RandomGenerator random) {
    for (Camera camera : cameras()) {
      WaveformBatch in = highGain(camera, random);
      short[] before = in.adc().clone();
      selectAll(checked(), in);
      assertArrayEquals(before, in.adc());
    }
  }

  @Test
  void steadyStateAllocatesNothing(RandomGenerator random) {
    WaveformBatch in = highGain(cameras().get(0), random);
    GainSelector selector = create();
    long bytes =
        Checks.bytesPerCall(
            () -> {
              Arrays.fill(in.gain(), (byte) 0);
              for (int row = 0; row < ROWS; row++) {
                selector.select(in, row);
              }
            });
    assertEquals(0, bytes, "bytes per batch");
  }

  @Test
  void instancesInTwoThreadsAgree(RandomGenerator random) {
    WaveformBatch in = highGain(cameras().get(0), random);
    int[] expected = selectAll(checked(), Batches.rows(in, 0, 1, 2, 3, 4, 5));
    for (int[] counts :
        Checks.inTwoThreads(() -> selectAll(checked(), Batches.rows(in, 0, 1, 2, 3, 4, 5)))) {
      assertArrayEquals(expected, counts);
    }
  }
}
