package io.bluewake.writer.zfits;

import io.bluewake.codec.zfits.ZfitsFile;
import io.bluewake.codec.zfits.ZfitsTable;
import io.bluewake.model.DataLevel;
import io.bluewake.spi.ProductWriter;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ProductWriterContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

class ZfitsWriterContractTest extends ProductWriterContract {
  @Override
  protected ProductWriter.Provider provider() {
    return new ZfitsWriterPlugin(Configs.of(ZfitsWriterPlugin.Config.class));
  }

  @Override
  protected Set<DataLevel> levels() {
    return EnumSet.of(DataLevel.R1);
  }

  @Override
  protected long[] eventIds(Path product) throws IOException {
    try (ZfitsFile file = ZfitsFile.open(Written.file(product, "_SUBARRAY_CHUNK000"))) {
      ZfitsTable table = file.table("SubarrayEvents").orElseThrow();
      return Written.integers(table, "event_id");
    }
  }
}
