package io.bluewake.source.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.CameraBatch;
import io.bluewake.model.CameraConstants;
import io.bluewake.model.DataLevel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.Schema;
import io.bluewake.model.Subarray;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.GainSelector;
import io.bluewake.spi.ProductWriter;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.MemoryEventSource;
import io.bluewake.testkit.ToyArray;
import io.bluewake.testkit.ToyCamera;
import io.bluewake.writer.hdf5.Hdf5WriterPlugin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Waveforms that were written come back. */
class WaveformTest {
  private static final int EVENTS = 11;
  private static final int BROKEN = 3;
  private static final float[][] NOTHING = new float[0][];
  private static final GainSelector NOBODY = (waveforms, row) -> 0;

  @TempDir Path directory;

  private final Subarray subarray =
      ToyArray.square(2, 100, List.of(ToyCamera.hexagonal(61, 2, 9), ToyCamera.square(5)));

  /** A number that tells event, telescope, pixel and sample. */
  private static float sample(long event, int telescope, int pixel, int sample) {
    return event + 0.125f * telescope - 0.5f * pixel + 0.03f * sample;
  }

  private static int gain(CameraBatch group, long event, int pixel) {
    return group.camera().readout().channels() > 1 && (event + pixel) % 5 == 0 ? 1 : 0;
  }

  private static void fill(EventBatch batch, int samples) {
    for (CameraBatch group : batch.cameras()) {
      WaveformBatch w = group.waveforms();
      w.reset(group.rows(), samples, false);
      boolean[][] unusable =
          new boolean[group.camera().readout().channels()][group.camera().pixels()];
      for (boolean[] channel : unusable) {
        channel[BROKEN] = true;
      }
      for (int row = 0; row < group.rows(); row++) {
        w.setConstants(
            row, new CameraConstants(NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, unusable));
        int r = group.tableRows()[row];
        long event = batch.eventId()[batch.eventOfRow()[r]];
        for (int p = 0; p < w.pixels(); p++) {
          w.gain()[w.pixelBase(row) + p] = (byte) gain(group, event, p);
          for (int s = 0; s < samples; s++) {
            w.samples()[w.base(row) + p * samples + s] = sample(event, batch.telescope()[r], p, s);
          }
        }
      }
    }
  }

  private void write(Path file, Map<String, ?> options, int... samples) throws IOException {
    MemoryEventSource source = new MemoryEventSource(subarray, EVENTS, 3);
    ProductWriter.Header header =
        new ProductWriter.Header(
            subarray,
            source.run(),
            EnumSet.of(DataLevel.R1),
            false,
            Schema.EMPTY,
            Schema.EMPTY,
            Schema.EMPTY,
            "{}",
            Map.of(),
            false);
    EventBatch batch = new EventBatch(subarray, ToyArray.groups(subarray));
    ProductWriter.Provider provider =
        new Hdf5WriterPlugin(Configs.of(Hdf5WriterPlugin.Config.class, options));
    try (ProductWriter w = provider.open(file, header)) {
      for (int i = 0; source.next(batch, 4); i++) {
        MemoryEventSource.finish(batch);
        fill(batch, samples[i % samples.length]);
        w.write(batch);
      }
      w.commit(new ProductWriter.Ending(Map.of(), List.of(), Map.of()));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void waveformsGainsAndBrokenPixelsComeBack(boolean fixedPoint) throws IOException {
    Path file = directory.resolve("w.h5");
    write(file, Map.of("transformWaveform", fixedPoint, "waveformScale", 1000.0), 9);

    int seen = 0;
    try (EventSource s = Rewrite.source().open(file, EventSource.Request.ALL)) {
      assertEquals(Set.of(DataLevel.R1), s.levels());
      EventBatch batch = new EventBatch(s.subarray(), ToyArray.groups(s.subarray()));
      batch.clear();
      while (s.read(batch, new EventSource.Limits(3, 1L << 30))) {
        s.decode(batch, List.of(NOBODY, NOBODY));
        seen += check(batch, fixedPoint ? 0.0006f : 0f);
        batch.clear();
      }
    }
    assertTrue(seen > EVENTS, seen + " images");
  }

  private static int check(EventBatch batch, float tolerance) {
    for (int r = 0; r < batch.telescopeRows(); r++) {
      int telescope = batch.telescope()[r];
      long event = batch.eventId()[batch.eventOfRow()[r]];
      CameraBatch group = batch.cameras().get(batch.groupOf(telescope));
      WaveformBatch w = group.waveforms();
      int row = batch.groupRow()[r];
      assertEquals(9, w.samplesPerPixel());
      for (int p = 0; p < w.pixels(); p++) {
        int gain = p == BROKEN ? w.gain()[w.pixelBase(row) + p] : gain(group, event, p);
        assertEquals(gain, w.gain()[w.pixelBase(row) + p], "gain of pixel " + p);
        assertEquals(p == BROKEN, w.constants(row).isUnusable(gain, p), "pixel " + p);
        for (int s = 0; s < 9; s++) {
          float found = w.samples()[w.base(row) + p * 9 + s];
          assertEquals(sample(event, telescope, p, s), found, tolerance);
        }
      }
    }
    return batch.telescopeRows();
  }

  @Test
  void nothingIsDecodedForNobody() throws IOException {
    Path file = directory.resolve("w.h5");
    write(file, Map.of(), 9);

    try (EventSource s = Rewrite.source().open(file, EventSource.Request.ALL)) {
      EventBatch batch = new EventBatch(s.subarray(), ToyArray.groups(s.subarray()));
      batch.clear();
      assertTrue(s.read(batch, new EventSource.Limits(3, 1L << 30)));
      s.decode(batch, List.of());
      assertEquals(0, batch.cameras().get(0).waveforms().samples().length);
    }
  }

  @Test
  void bytesOfWaveformsEndABatch() throws IOException {
    Path file = directory.resolve("w.h5");
    write(file, Map.of(), 9);

    try (EventSource s = Rewrite.source().open(file, EventSource.Request.ALL)) {
      EventBatch batch = new EventBatch(s.subarray(), ToyArray.groups(s.subarray()));
      batch.clear();
      assertTrue(s.read(batch, new EventSource.Limits(100, 1000)));
      assertEquals(1, batch.events());
    }
  }

  @Test
  void otherLengthsAreRefusedByTheirTable() {
    Path file = directory.resolve("w.h5");

    IOException e = assertThrows(IOException.class, () -> write(file, Map.of(), 9, 8));

    assertTrue(e.getMessage().contains("waveforms of 9 and of 8 samples"), e.getMessage());
    assertFalse(java.nio.file.Files.exists(file));
  }
}
