package io.bluewake.writer.zfits;

import io.bluewake.codec.hdf5.Compression;
import io.bluewake.codec.hdf5.Hdf5Writer;
import io.bluewake.codec.hdf5.TableFile;
import io.bluewake.codec.hdf5.TableOutput;
import io.bluewake.model.Column;
import io.bluewake.model.ColumnType;
import io.bluewake.model.DataModel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.Schema;
import io.bluewake.model.Table;
import io.bluewake.spi.ProductWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What simulations know and DL0 has no place for, in a file of its own with the tables of the
 * ctapipe data model: the shower of every event, how far from the telescopes it was and how much
 * light they had of it, the settings of the simulation. Events are known by their numbers. The file
 * is made when there is something to write.
 */
final class ShowerTruth implements AutoCloseable {
  private static final String SIMULATION = "/simulation/";
  private static final String SHOWERS = "/simulation/event/subarray/shower";
  private static final String TELESCOPES = "/simulation/event/telescope/truth";
  private static final String RUN = "/configuration/simulation/run";

  private static final Schema SHOWER =
      Schema.concat(List.of(DataModel.EVENT_INDEX, DataModel.SHOWER));

  private static final Schema TELESCOPE =
      Schema.concat(
          List.of(
              DataModel.TELESCOPE_INDEX,
              Schema.named("true")
                  .float64("impact_distance", "m", "Distance from the shower axis")
                  .scalar("image_sum", ColumnType.INT32, "", "Photo-electrons")
                  .build()));

  private final Path path;
  private final ProductWriter.Header header;
  private final Table showers = new Table(SHOWER);
  private final Table telescopes = new Table(TELESCOPE);
  private Hdf5Writer file;
  private TableOutput showerRows;
  private TableOutput telescopeRows;

  ShowerTruth(Path path, ProductWriter.Header header) {
    this.path = path;
    this.header = header;
  }

  /** Appends the truth of the events of a batch, if the batch has it. */
  void write(EventBatch batch) throws IOException {
    if (batch.showers().rows() != batch.events()) {
      return;
    }
    showers.reset(0);
    telescopes.reset(0);
    for (int event = 0; event < batch.events(); event++) {
      if (hasShower(batch, event)) {
        shower(batch, event);
      }
    }
    if (showers.rows() == 0) {
      return;
    }
    open();
    TableFile.append(showerRows, showers);
    TableFile.append(telescopeRows, telescopes);
  }

  /** Calibration events have rows without a primary. */
  private static boolean hasShower(EventBatch batch, int event) {
    Column energy = batch.showers().schema().columns().get(0);
    return Double.isFinite(batch.showers().getDouble(event, energy));
  }

  private void shower(EventBatch batch, int event) {
    int row = showers.append();
    event(showers, row, batch, event);
    for (Column c : batch.showers().schema().columns()) {
      Column own = SHOWER.columns().get(DataModel.EVENT_INDEX.size() + c.index());
      if (c.type() == ColumnType.INT64) {
        showers.set(row, own, batch.showers().getLong(event, c));
      } else {
        showers.set(row, own, batch.showers().getDouble(event, c));
      }
    }
    for (int r = batch.firstTelescope()[event]; r < batch.firstTelescope()[event + 1]; r++) {
      int t = telescopes.append();
      event(telescopes, t, batch, event);
      int id = header.subarray().telescope(batch.telescope()[r]).id();
      telescopes.set(t, TELESCOPE.columns().get(2), id);
      telescopes.set(t, TELESCOPE.columns().get(3), batch.trueImpactDistance()[r]);
      telescopes.set(t, TELESCOPE.columns().get(4), batch.trueImageSum()[r]);
    }
  }

  private static void event(Table table, int row, EventBatch batch, int event) {
    table.set(row, table.schema().columns().get(0), batch.obsId()[event]);
    table.set(row, table.schema().columns().get(1), batch.eventId()[event]);
  }

  private void open() throws IOException {
    if (file == null) {
      file = Hdf5Writer.create(path, Compression.DEFAULT);
      showerRows = TableFile.begin(file, SHOWERS, showers);
      telescopeRows = TableFile.begin(file, TELESCOPES, telescopes);
    }
  }

  /** Adds what is known at the end, and closes the file. */
  void finish(Map<String, Table> tables) throws IOException {
    Map<String, Table> rest = new LinkedHashMap<>(tables);
    rest.keySet().removeIf(name -> !name.startsWith(SIMULATION));
    header.run().simulationRuns().ifPresent(run -> rest.put(RUN, run));
    if (rest.isEmpty() && file == null) {
      return;
    }
    if (file == null) {
      file = Hdf5Writer.create(path, Compression.DEFAULT);
    }
    for (Map.Entry<String, Table> table : rest.entrySet()) {
      if (table.getValue().rows() > 0) {
        TableFile.append(TableFile.begin(file, table.getKey(), table.getValue()), table.getValue());
      }
    }
    file.finish();
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
