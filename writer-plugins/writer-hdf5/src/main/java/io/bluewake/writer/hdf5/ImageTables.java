package io.bluewake.writer.hdf5;

import io.bluewake.codec.hdf5.RowCodec;
import io.bluewake.codec.hdf5.TableOutput;
import io.bluewake.model.CameraBatch;
import io.bluewake.model.ColumnType;
import io.bluewake.model.DataLevel;
import io.bluewake.model.DataModel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.PixelMask;
import io.bluewake.model.Schema;
import io.bluewake.model.Shape;
import io.bluewake.model.Subarray;
import io.bluewake.spi.ProductWriter.Header;
import java.io.IOException;
import java.util.List;

/** Appends measured and true images to the tables of their telescopes. */
final class ImageTables {
  private final ProductTables tables;
  private final Subarray subarray;
  private final boolean simulation;
  private final boolean withImages;
  private final boolean withMask;
  private final boolean withTrueImages;
  private final TableOutput[] images;
  private final TableOutput[] trueImages;
  private final boolean[] hasTime;
  private final boolean[] hasTruth;
  private final PixelNumbers charges;
  private final PixelNumbers times;

  ImageTables(ProductTables tables, Header header, PixelCoding coding) {
    this.tables = tables;
    subarray = header.subarray();
    charges = new PixelNumbers(coding.image());
    times = new PixelNumbers(coding.peakTime());
    simulation = header.run().simulation();
    withImages = header.levels().contains(DataLevel.DL1_IMAGES);
    withMask = header.levels().contains(DataLevel.DL1_PARAMETERS);
    withTrueImages = withImages && header.trueImages();
    images = new TableOutput[subarray.size()];
    trueImages = new TableOutput[subarray.size()];
    hasTime = new boolean[subarray.size()];
    hasTruth = new boolean[subarray.size()];
  }

  void write(EventBatch batch) throws IOException {
    for (int r = 0; r < batch.telescopeRows(); r++) {
      CameraBatch group = batch.cameras().get(batch.groupOf(batch.telescope()[r]));
      if (withImages) {
        writeImage(batch, r, group);
      }
      if (simulation) {
        writeTrueImage(batch, r, group);
      }
    }
  }

  private void writeImage(EventBatch batch, int r, CameraBatch group) throws IOException {
    int telescope = batch.telescope()[r];
    ImageBatch in = group.images();
    int pixels = in.pixels();
    TableOutput out = images[telescope];
    if (out == null) {
      hasTime[telescope] = in.hasPeakTime();
      out = createImages(telescope, pixels, in.hasPeakTime());
      images[telescope] = out;
    }
    int row = batch.groupRow()[r];
    int at = out.begin();
    byte[] b = out.bytes();
    int id = subarray.telescope(telescope).id();
    EventTables.storeIndex(b, at, batch, batch.eventOfRow()[r], id);
    at += EventTables.TELESCOPE_INDEX_BYTES;
    at = charges.store(in.charge(), in.base(row), pixels, b, at);
    if (hasTime[telescope]) {
      at = times.store(in.peakTime(), in.base(row), pixels, b, at);
    }
    if (withMask) {
      storeMask(group.signal(), row, b, at, pixels);
      at += pixels;
    }
    b[at] = (byte) (in.valid()[row] ? 1 : 0);
    out.end();
  }

  private static void storeMask(PixelMask mask, int row, byte[] b, int at, int pixels) {
    long[] words = mask.words();
    int base = mask.wordBase(row);
    for (int p = 0; p < pixels; p++) {
      b[at + p] = (byte) (words[base + (p >>> 6)] >>> p & 1);
    }
  }

  private TableOutput createImages(int telescope, int pixels, boolean time) {
    Schema.Builder s =
        Schema.named("")
            .array("image", charges.type(), Shape.of(pixels), "", "Charge per pixel, p.e.");
    if (time) {
      s.array(
          "peak_time",
          times.type(),
          Shape.of(pixels),
          "",
          "Time of the pulse in the readout window per pixel, ns");
    }
    if (withMask) {
      s.array("image_mask", ColumnType.BOOL, Shape.of(pixels), "", "Pixels that survived cleaning");
    }
    s.bool("is_valid", "Whether the extraction succeeded as configured");
    TableOutput out = create("/dl1/event/telescope/images/", telescope, s.build());
    int first = DataModel.TELESCOPE_INDEX.size();
    charges.describe(out, first);
    if (time) {
      times.describe(out, first + 1);
    }
    return out;
  }

  private void writeTrueImage(EventBatch batch, int r, CameraBatch group) throws IOException {
    int telescope = batch.telescope()[r];
    int pixels = group.camera().pixels();
    TableOutput out = trueImages[telescope];
    if (out == null) {
      hasTruth[telescope] = withTrueImages && group.hasTrueImages();
      out = createTrueImages(telescope, pixels, hasTruth[telescope]);
      trueImages[telescope] = out;
    }
    int at = out.begin();
    byte[] b = out.bytes();
    int id = subarray.telescope(telescope).id();
    EventTables.storeIndex(b, at, batch, batch.eventOfRow()[r], id);
    at += EventTables.TELESCOPE_INDEX_BYTES;
    RowCodec.putInt(b, at, batch.trueImageSum()[r]);
    at += 4;
    if (hasTruth[telescope] && group.hasTrueImages()) {
      float[] charge = group.trueImages().charge();
      int from = group.trueImages().base(batch.groupRow()[r]);
      for (int p = 0; p < pixels; p++) {
        RowCodec.putInt(b, at + 4 * p, (int) charge[from + p]);
      }
    }
    out.end();
  }

  private TableOutput createTrueImages(int telescope, int pixels, boolean withPixels) {
    Schema.Builder s =
        Schema.named("")
            .int32("true_image_sum", "True Cherenkov photo-electrons in the camera, -1 if unknown");
    if (withPixels) {
      s.array(
          "true_image",
          ColumnType.INT32,
          Shape.of(pixels),
          "",
          "True Cherenkov photo-electrons per pixel");
    }
    return create("/simulation/event/telescope/images/", telescope, s.build());
  }

  private TableOutput create(String group, int telescope, Schema schema) {
    String path = group + EventTables.name(subarray.telescope(telescope).id());
    return tables.create(path, List.of(DataModel.TELESCOPE_INDEX, schema));
  }
}
