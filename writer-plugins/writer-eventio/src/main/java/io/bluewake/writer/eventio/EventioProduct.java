package io.bluewake.writer.eventio;

import io.bluewake.codec.CompressedOutput;
import io.bluewake.codec.hdf5.TableFile;
import io.bluewake.model.Camera;
import io.bluewake.model.CameraBatch;
import io.bluewake.model.CameraConstants;
import io.bluewake.model.DataLevel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.Table;
import io.bluewake.model.Telescope;
import io.bluewake.spi.ProductWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/** One sim_telarray file on its way. */
final class EventioProduct implements ProductWriter {
  /** Tables that such a file has no place for: what is true of the simulated telescopes. */
  private static final String TRUTH = "/simulation/truth/";

  private final Path target;
  private final Path part;
  private final Header header;
  private final OutputStream out;
  private final EventioBuffer buffer = new EventioBuffer();
  private final EventObjects events = new EventObjects();
  private final CameraConstants[] written;
  private final CameraConstants[] known;
  private boolean described;
  private boolean committed;

  EventioProduct(Path target, Header header, int level) throws IOException {
    if (!header.levels().contains(DataLevel.R0)) {
      throw new IOException(
          target + ": a sim_telarray file holds raw events (R0), not " + header.levels());
    }
    this.target = target;
    this.header = header;
    refuseExisting();
    part = target.resolveSibling(target.getFileName() + ".part");
    out = CompressedOutput.open(part, target.toString(), level);
    written = new CameraConstants[header.subarray().size()];
    known = new CameraConstants[header.subarray().size()];
  }

  private void refuseExisting() throws IOException {
    if (Files.isDirectory(target)) {
      throw new IOException(target + ": is a directory");
    }
    if (!header.overwrite() && Files.exists(target)) {
      throw new FileAlreadyExistsException(
          target + ": exists already; give --overwrite to replace it");
    }
  }

  @Override
  public void write(EventBatch batch) throws IOException {
    learn(batch);
    describe();
    int row = 0;
    for (int event = 0; event < batch.events(); event++) {
      for (; row < batch.firstTelescope()[event + 1]; row++) {
        calibrate(batch, row);
      }
      events.write(buffer, batch, event);
      buffer.flush(out);
    }
  }

  /** Finds out what is known of each telescope before the first event is written. */
  private void learn(EventBatch batch) throws IOException {
    for (int row = 0; row < batch.telescopeRows(); row++) {
      int t = batch.telescope()[row];
      CameraConstants constants = constants(batch, row);
      if (constants.pedestal().length == 0 || constants.gain().length == 0) {
        throw new IOException(
            target
                + ": telescope "
                + header.subarray().telescope(t).id()
                + " has waveforms without pedestals and gains, which such a file needs");
      }
      if (known[t] == null) {
        known[t] = constants;
      }
    }
  }

  private static CameraConstants constants(EventBatch batch, int row) {
    CameraBatch camera = batch.cameras().get(batch.groupOf(batch.telescope()[row]));
    return camera.waveforms().constants(batch.groupRow()[row]);
  }

  private void describe() throws IOException {
    if (described) {
      return;
    }
    described = true;
    new HeaderObjects(header).write(buffer);
    for (int t = 0; t < known.length; t++) {
      Telescope telescope = header.subarray().telescope(t);
      TelescopeObjects.write(buffer, telescope, disabled(telescope.camera(), known[t]));
    }
    buffer.flush(out);
  }

  private static int[] disabled(Camera camera, CameraConstants constants) {
    if (constants == null) {
      return new int[0];
    }
    int[] list = new int[camera.pixels()];
    int n = 0;
    for (int p = 0; p < list.length; p++) {
      if (constants.isUnusable(0, p)) {
        list[n++] = p;
      }
    }
    return java.util.Arrays.copyOf(list, n);
  }

  /** Sources hand on one instance as long as nothing changes, so identity is enough. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean same(CameraConstants a, CameraConstants b) {
    return a == b;
  }

  /** Writes pedestals and gains when they are other ones than before. */
  private void calibrate(EventBatch batch, int row) {
    int t = batch.telescope()[row];
    CameraConstants constants = constants(batch, row);
    if (!same(written[t], constants)) {
      written[t] = constants;
      Telescope telescope = header.subarray().telescope(t);
      int seconds = UnixTime.seconds(batch.timeSeconds()[batch.eventOfRow()[row]]);
      CalibrationObjects.write(buffer, telescope.id(), telescope.camera(), constants, seconds);
    }
  }

  @Override
  public void commit(Ending ending) throws IOException {
    describe();
    for (Map.Entry<String, Table> table : ending.tables().entrySet()) {
      if (table.getKey().endsWith("shower_distribution") && table.getValue().rows() == 1) {
        ShowerHistogram.write(buffer, table.getValue());
      }
    }
    buffer.flush(out);
    out.close();
    refuseExisting();
    Map<String, Table> truth = new LinkedHashMap<>(ending.tables());
    truth.keySet().removeIf(path -> !path.startsWith(TRUTH));
    if (!truth.isEmpty()) {
      Path beside = target.resolveSibling(target.getFileName() + ".truth.h5");
      TableFile.write(beside, truth);
    }
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    committed = true;
  }

  @Override
  public void close() throws IOException {
    if (!committed) {
      try {
        out.close();
      } finally {
        Files.deleteIfExists(part);
      }
    }
  }
}
