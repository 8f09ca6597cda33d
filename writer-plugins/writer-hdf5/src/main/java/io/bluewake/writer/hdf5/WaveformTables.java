package io.bluewake.writer.hdf5;

import io.bluewake.codec.hdf5.RowCodec;
import io.bluewake.codec.hdf5.TableOutput;
import io.bluewake.model.CameraConstants;
import io.bluewake.model.ColumnType;
import io.bluewake.model.DataModel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.Schema;
import io.bluewake.model.Shape;
import io.bluewake.model.Subarray;
import io.bluewake.model.WaveformBatch;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Appends calibrated, gain selected waveforms to the tables of their telescopes (R1). */
final class WaveformTables {
  /** Bits of the pixel status: which gain is stored; neither for broken pixels. */
  private static final int HIGH_GAIN_STORED = 4;

  private static final int LOW_GAIN_STORED = 8;

  /** Columns before the waveform. */
  private static final int WAVEFORM = DataModel.TELESCOPE_INDEX.size() + 2;

  private final ProductTables tables;
  private final Subarray subarray;
  private final PixelNumbers numbers;
  private final TableOutput[] outputs;
  private final int[] samples;

  WaveformTables(ProductTables tables, Subarray subarray, Optional<FixedPoint> coding) {
    this.tables = tables;
    this.subarray = subarray;
    numbers = new PixelNumbers(coding);
    outputs = new TableOutput[subarray.size()];
    samples = new int[subarray.size()];
  }

  void write(EventBatch batch) throws IOException {
    for (int r = 0; r < batch.telescopeRows(); r++) {
      int telescope = batch.telescope()[r];
      WaveformBatch in = batch.cameras().get(batch.groupOf(telescope)).waveforms();
      if (outputs[telescope] == null) {
        samples[telescope] = in.samplesPerPixel();
        outputs[telescope] = create(telescope, in.pixels(), in.samplesPerPixel());
      } else if (samples[telescope] != in.samplesPerPixel()) {
        throw new IOException(
            "telescope "
                + subarray.telescope(telescope).id()
                + ": waveforms of "
                + samples[telescope]
                + " and of "
                + in.samplesPerPixel()
                + " samples do not fit into one table");
      }
      writeRow(batch, r, in);
    }
  }

  private void writeRow(EventBatch batch, int r, WaveformBatch in) throws IOException {
    int telescope = batch.telescope()[r];
    int event = batch.eventOfRow()[r];
    int row = batch.groupRow()[r];
    TableOutput out = outputs[telescope];
    int at = out.begin();
    byte[] b = out.bytes();
    EventTables.storeIndex(b, at, batch, event, subarray.telescope(telescope).id());
    at += EventTables.TELESCOPE_INDEX_BYTES;
    RowCodec.putLong(b, at, batch.eventType()[event]);
    at += 16; // the type, and a time of its own, which simulated waveforms do not have
    int n = in.pixels() * in.samplesPerPixel();
    at = numbers.store(in.samples(), in.base(row), n, b, at);
    storeStatus(in, row, b, at);
    System.arraycopy(in.gain(), in.pixelBase(row), b, at + in.pixels(), in.pixels());
    out.end();
  }

  private static void storeStatus(WaveformBatch in, int row, byte[] b, int at) {
    CameraConstants constants = in.constants(row);
    byte[] gain = in.gain();
    int base = in.pixelBase(row);
    for (int p = 0; p < in.pixels(); p++) {
      int channel = gain[base + p];
      int stored = channel == 0 ? HIGH_GAIN_STORED : LOW_GAIN_STORED;
      b[at + p] = (byte) (constants.isUnusable(channel, p) ? 0 : stored);
    }
  }

  private TableOutput create(int telescope, int pixels, int samplesPerPixel) {
    Schema schema =
        Schema.named("")
            .enumeration("event_type", "EventType", "Kind of event")
            .time("event_time", "Time of the readout, 0 if unknown")
            .array(
                "waveform",
                numbers.type(),
                Shape.of(1, pixels, samplesPerPixel),
                "",
                "Calibrated samples of the selected gain, p.e.: (1, pixel, sample)")
            .array(
                "pixel_status",
                ColumnType.UINT8,
                Shape.of(pixels),
                "",
                "4: high gain, 8: low gain, 0: not to be used")
            .array(
                "selected_gain_channel",
                ColumnType.INT8,
                Shape.of(pixels),
                "",
                "Gain channel of each pixel: 0 high, 1 low")
            .build();
    String path = "/r1/event/telescope/" + EventTables.name(subarray.telescope(telescope).id());
    TableOutput out = tables.create(path, List.of(DataModel.TELESCOPE_INDEX, schema));
    numbers.describe(out, WAVEFORM);
    return out;
  }
}
