package io.bluewake.engine;

import io.bluewake.model.CameraBatch;
import io.bluewake.model.Column;
import io.bluewake.model.ColumnType;
import io.bluewake.model.DataLevel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.Reconstruction;
import io.bluewake.model.Table;
import io.bluewake.spi.ProductWriter;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps a product in memory: everything of every event, whatever the batches. */
final class MemoryWriter implements ProductWriter, ProductWriter.Provider {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);
  private final long delayMillis;
  private final long failsAt;
  final List<Long> events = new ArrayList<>();
  final List<Integer> valid = new ArrayList<>();
  Header header;
  Ending ending;
  boolean closed;
  boolean prepared;
  boolean refusesToCommit;
  String thread = "";

  MemoryWriter() {
    this(0, -1);
  }

  /** A slow writer, or one whose disk is full at an event. */
  MemoryWriter(long delayMillis, long failsAt) {
    this.delayMillis = delayMillis;
    this.failsAt = failsAt;
  }

  Product product(DataLevel... levels) {
    return new Product(
        "memory", this, Path.of("out.h5"), Set.of(levels), true, "", Map.of(), false);
  }

  byte[] content() {
    return bytes.toByteArray();
  }

  @Override
  public Set<String> extensions() {
    return Set.of(".h5");
  }

  @Override
  public ProductWriter open(Path target, Header what) {
    header = what;
    return this;
  }

  @Override
  public Map<String, Long> merge(
      List<Path> inputs, Path target, Map<String, String> options, boolean overwrite) {
    return Map.of();
  }

  @Override
  public void write(EventBatch batch) throws IOException {
    thread = Thread.currentThread().getName();
    try {
      Thread.sleep(delayMillis);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    for (int e = 0; e < batch.events(); e++) {
      if (batch.eventId()[e] == failsAt) {
        throw new IOException("no space left on device");
      }
      events.add(batch.eventId()[e]);
      out.writeLong(batch.eventId()[e]);
      out.writeInt(batch.firstTrigger()[e + 1] - batch.firstTrigger()[e]);
      for (int row = batch.firstTelescope()[e]; row < batch.firstTelescope()[e + 1]; row++) {
        telescope(batch, row);
      }
      for (Reconstruction r : batch.reconstructions()) {
        row(r.stereo(), e);
        valid.add((int) r.stereo().getLong(e, r.stereo().schema().column(r.name() + "_is_valid")));
      }
    }
  }

  private void telescope(EventBatch batch, int row) throws IOException {
    out.writeInt(batch.telescope()[row]);
    row(batch.parameters(), row);
    row(batch.trueParameters(), row);
    row(batch.muons(), row);
    for (Reconstruction r : batch.reconstructions()) {
      row(r.telescope(), row);
    }
    CameraBatch camera = batch.cameras().get(batch.groupOf(batch.telescope()[row]));
    int image = batch.groupRow()[row];
    for (int p = 0; camera.images().rows() > image && p < camera.camera().pixels(); p++) {
      out.writeFloat(camera.images().charge(image, p));
      out.writeFloat(camera.images().peakTime(image, p));
      out.writeBoolean(camera.signal().rows() > image && camera.signal().get(image, p));
      out.writeFloat(camera.trueImages().charge(image, p));
    }
  }

  private void row(Table table, int row) throws IOException {
    if (table.rows() == 0) {
      return;
    }
    for (Column c : table.schema().columns()) {
      for (int i = 0; i < c.elements() && c.type() != ColumnType.STRING; i++) {
        out.writeDouble(table.getElement(row, c, i));
      }
    }
  }

  @Override
  public void prepare(Ending last) {
    prepared = true;
  }

  @Override
  public void commit(Ending last) throws IOException {
    if (refusesToCommit) {
      throw new IOException("the name is taken");
    }
    ending = last;
  }

  @Override
  public void withdraw() {
    ending = null;
  }

  @Override
  public void close() {
    closed = true;
  }
}
