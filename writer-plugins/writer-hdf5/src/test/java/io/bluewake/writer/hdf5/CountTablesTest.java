package io.bluewake.writer.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.codec.hdf5.Hdf5File;
import io.bluewake.codec.hdf5.TableSchema;
import io.bluewake.model.CameraBatch;
import io.bluewake.model.Column;
import io.bluewake.model.ColumnType;
import io.bluewake.model.DataLevel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.Schema;
import io.bluewake.model.Subarray;
import io.bluewake.model.Table;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.ProductWriter;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.MemoryEventSource;
import io.bluewake.testkit.ToyArray;
import io.bluewake.testkit.ToyCamera;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Raw counts are written as they were read, whatever gain was selected. */
class CountTablesTest {
  private static final int EVENTS = 7;

  @TempDir Path directory;

  private final Subarray subarray =
      ToyArray.square(2, 100, List.of(ToyCamera.hexagonal(61, 2, 9), ToyCamera.square(5)));

  /** Up to 65535, and beyond for charges. */
  private static int count(long event, int id, int channel, int pixel, int sample, boolean charge) {
    int value = (int) event * 1009 + id * 4001 + channel * 30011 + pixel * 257 + sample * 31;
    return charge ? value * 40_000 : value & 0xFFFF;
  }

  /** Fills counts as a source does: the selected gain first, the other one beside it. */
  private static void fill(EventBatch batch, int samples) {
    boolean charge = samples == 1;
    for (CameraBatch group : batch.cameras()) {
      boolean two = group.camera().readout().channels() > 1;
      WaveformBatch w = group.waveforms();
      w.reset(group.rows(), samples, true);
      if (charge) {
        w.useSums();
      }
      if (two) {
        w.keepLowGain();
      }
      for (int row = 0; row < group.rows(); row++) {
        int r = group.tableRows()[row];
        long event = batch.eventId()[batch.eventOfRow()[r]];
        int id = batch.subarray().telescope(batch.telescope()[r]).id();
        for (int p = 0; p < w.pixels(); p++) {
          int selected = two && (event + p) % 3 == 0 ? 1 : 0;
          w.gain()[w.pixelBase(row) + p] = (byte) selected;
          for (int s = 0; s < samples; s++) {
            int at = w.base(row) + p * samples + s;
            int first = count(event, id, selected, p, s, charge);
            int other = count(event, id, 1 - selected, p, s, charge);
            w.adc()[at] = (short) first;
            if (charge) {
              w.sums()[at] = first;
            }
            if (two) {
              w.lowGain()[at] = (short) other;
            }
            if (two && charge) {
              w.lowSums()[at] = other;
            }
          }
        }
      }
    }
  }

  private void write(Path file, int... samples) throws IOException {
    MemoryEventSource source = new MemoryEventSource(subarray, EVENTS, 3);
    ProductWriter.Header header =
        new ProductWriter.Header(
            subarray,
            source.run(),
            EnumSet.of(DataLevel.R0),
            false,
            Schema.EMPTY,
            Schema.EMPTY,
            Schema.EMPTY,
            "{}",
            Map.of(),
            false);
    EventBatch batch = new EventBatch(subarray, ToyArray.groups(subarray));
    ProductWriter.Provider provider =
        new Hdf5WriterPlugin(Configs.of(Hdf5WriterPlugin.Config.class));
    try (ProductWriter w = provider.open(file, header)) {
      for (int i = 0; source.next(batch, 3); i++) {
        MemoryEventSource.finish(batch);
        fill(batch, samples[i % samples.length]);
        w.write(batch);
      }
      w.commit(new ProductWriter.Ending(Map.of(), List.of(), Map.of()));
    }
  }

  private void check(int samples, ColumnType type) throws IOException {
    Path file = directory.resolve("counts.h5");
    write(file, samples);

    int seen = 0;
    try (Hdf5File f = Hdf5File.open(file)) {
      for (int t = 0; t < subarray.size(); t++) {
        int id = subarray.telescope(t).id();
        Table rows =
            TableSchema.readAll(
                f.table("/r0/event/telescope/" + EventTables.name(id)).orElseThrow());
        Column waveform = rows.schema().column("waveform");
        int channels = subarray.telescope(t).camera().readout().channels();
        int pixels = subarray.telescope(t).camera().pixels();
        assertEquals(type, waveform.type());
        assertEquals(channels * pixels * samples, waveform.elements());
        for (int r = 0; r < rows.rows(); r++) {
          long event = rows.getLong(r, rows.schema().column("event_id"));
          int[] expected = new int[channels * pixels * samples];
          int[] found = new int[expected.length];
          for (int i = 0; i < expected.length; i++) {
            int pixel = i / samples % pixels;
            expected[i] = count(event, id, i / samples / pixels, pixel, i % samples, samples == 1);
            found[i] =
                type == ColumnType.UINT16
                    ? rows.shorts(waveform)[r * expected.length + i] & 0xFFFF
                    : rows.ints(waveform)[r * expected.length + i];
          }
          assertArrayEquals(expected, found);
          seen++;
        }
      }
    }
    assertTrue(seen > EVENTS, seen + " rows");
  }

  @Test
  void bothGainsOfAllPixelsAreWritten() throws IOException {
    check(9, ColumnType.UINT16);
  }

  @Test
  void chargesKeepTheirThirtyTwoBits() throws IOException {
    check(1, ColumnType.UINT32);
  }

  @Test
  void otherLengthsAreRefusedByTheirTable() {
    IOException e =
        assertThrows(IOException.class, () -> write(directory.resolve("counts.h5"), 9, 8));

    assertTrue(e.getMessage().contains("raw counts of"), e.getMessage());
  }
}
