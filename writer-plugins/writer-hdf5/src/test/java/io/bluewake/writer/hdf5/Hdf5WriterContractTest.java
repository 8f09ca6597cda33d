package io.bluewake.writer.hdf5;

import io.bluewake.codec.hdf5.Hdf5File;
import io.bluewake.codec.hdf5.TableSchema;
import io.bluewake.model.Table;
import io.bluewake.spi.ProductWriter;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ProductWriterContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

class Hdf5WriterContractTest extends ProductWriterContract {
  @Override
  protected ProductWriter.Provider provider() {
    return new Hdf5WriterPlugin(Configs.of(Hdf5WriterPlugin.Config.class));
  }

  @Override
  protected long[] eventIds(Path product) throws IOException {
    try (Hdf5File file = Hdf5File.open(product)) {
      var events = file.table("/dl1/event/subarray/trigger");
      if (events.isEmpty()) {
        return new long[0]; // as in ctapipe, a table begins with its first row
      }
      Table table = TableSchema.readAll(events.get());
      return Arrays.copyOf(table.longs(table.schema().column("event_id")), table.rows());
    }
  }
}
