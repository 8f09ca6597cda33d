package io.bluewake.writer.hdf5;

import io.bluewake.codec.hdf5.RowCodec;
import io.bluewake.codec.hdf5.TableOutput;
import io.bluewake.model.ColumnType;
import io.bluewake.model.DataModel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.Schema;
import io.bluewake.model.Shape;
import io.bluewake.model.Subarray;
import io.bluewake.model.WaveformBatch;
import java.io.IOException;
import java.util.List;

/** Appends raw counts of all gains to the tables of their telescopes (R0). */
final class CountTables {
  private final ProductTables tables;
  private final Subarray subarray;
  private final TableOutput[] outputs;
  private final Form[] forms;

  /** What all rows of a table have in common. */
  private record Form(int channels, int samples, boolean sums) {
    static Form of(WaveformBatch in) {
      return new Form(in.keepsLowGain() ? 2 : 1, in.samplesPerPixel(), in.hasSums());
    }

    @Override
    public String toString() {
      return channels + " gain(s) x " + samples + (sums ? " charge" : " sample(s)");
    }
  }

  CountTables(ProductTables tables, Subarray subarray) {
    this.tables = tables;
    this.subarray = subarray;
    outputs = new TableOutput[subarray.size()];
    forms = new Form[subarray.size()];
  }

  void write(EventBatch batch) throws IOException {
    for (int r = 0; r < batch.telescopeRows(); r++) {
      int telescope = batch.telescope()[r];
      int id = subarray.telescope(telescope).id();
      WaveformBatch in = batch.cameras().get(batch.groupOf(telescope)).waveforms();
      Form form = Form.of(in);
      if (outputs[telescope] == null) {
        forms[telescope] = form;
        outputs[telescope] = create(id, in.pixels(), form);
      } else if (!forms[telescope].equals(form)) {
        throw new IOException(
            "telescope "
                + id
                + ": raw counts of "
                + forms[telescope]
                + " and of "
                + form
                + " do not fit into one table");
      }
      writeRow(batch, r, id, in, form);
    }
  }

  private void writeRow(EventBatch batch, int r, int id, WaveformBatch in, Form form)
      throws IOException {
    int row = batch.groupRow()[r];
    TableOutput out = outputs[batch.telescope()[r]];
    int at = out.begin();
    byte[] b = out.bytes();
    EventTables.storeIndex(b, at, batch, batch.eventOfRow()[r], id);
    at += EventTables.TELESCOPE_INDEX_BYTES;
    int n = form.samples();
    for (int channel = 0; channel < form.channels(); channel++) {
      for (int p = 0; p < in.pixels(); p++) {
        int pixel = in.pixelBase(row) + p;
        int from = in.base(row) + p * n;
        if (form.sums()) {
          RowCodec.putInt(b, at, in.chargeCounts(pixel, channel)[from]);
          at += Integer.BYTES;
        } else {
          short[] counts = in.counts(pixel, channel);
          for (int s = from; s < from + n; s++, at += Short.BYTES) {
            RowCodec.putShort(b, at, counts[s]);
          }
        }
      }
    }
    out.end();
  }

  private TableOutput create(int id, int pixels, Form form) {
    Schema schema =
        Schema.named("")
            .array(
                "waveform",
                form.sums() ? ColumnType.UINT32 : ColumnType.UINT16,
                Shape.of(form.channels(), pixels, form.samples()),
                "",
                "Raw counts of all gains: (gain, pixel, sample)")
            .build();
    String path = "/r0/event/telescope/" + EventTables.name(id);
    return tables.create(path, List.of(DataModel.TELESCOPE_INDEX, schema));
  }
}
