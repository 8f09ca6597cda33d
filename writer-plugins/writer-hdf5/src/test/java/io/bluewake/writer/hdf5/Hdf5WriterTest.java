package io.bluewake.writer.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.codec.hdf5.Compression;
import io.bluewake.codec.hdf5.Hdf5File;
import io.bluewake.codec.hdf5.Hdf5Table;
import io.bluewake.codec.hdf5.TableSchema;
import io.bluewake.model.GeodeticLocation;
import io.bluewake.model.Table;
import io.bluewake.spi.ProductWriter;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ProductWriterContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Hdf5WriterTest extends ProductWriterContract {
  @Override
  protected ProductWriter.Provider provider() {
    return new Hdf5WriterPlugin(Configs.of(Hdf5WriterPlugin.Config.class));
  }

  @Override
  protected long[] eventIds(Path product) throws IOException {
    try (Hdf5File f = Hdf5File.open(product)) {
      Hdf5Table trigger = f.table("/dl1/event/subarray/trigger").orElse(null);
      if (trigger == null) {
        return new long[0];
      }
      Table t = TableSchema.readAll(trigger);
      long[] ids = new long[t.rows()];
      for (int r = 0; r < ids.length; r++) {
        ids[r] = t.getLong(r, t.schema().column("event_id"));
      }
      return ids;
    }
  }

  @Test
  void placesOnEarthMatchAstropy() {
    double[] itrs = InstrumentTables.itrs(new GeodeticLocation(28.76139, -17.89139, 2199));

    // EarthLocation.from_geodetic(-17.89139, 28.76139, 2199).itrs
    assertArrayEquals(
        new double[] {5326845.276511342, -1719640.1985242688, 3051802.408765736}, itrs, 1e-6);
    assertArrayEquals(
        new double[] {6378137, 0, 0}, InstrumentTables.itrs(new GeodeticLocation(0, 0, 0)), 1e-9);
    assertArrayEquals(
        new double[] {0, 0, 6356752.314245179},
        InstrumentTables.itrs(new GeodeticLocation(90, 0, 0)),
        1e-8);
  }

  @Test
  void aPreparedFileIsCompleteButHasNoName() throws IOException {
    Path target = directory.resolve("p.h5");
    PartFile file = PartFile.create(target, false, Compression.DEFAULT);
    file.finish();
    file.finish();

    assertFalse(Files.exists(target));
    try (Hdf5File f = Hdf5File.open(directory.resolve("p.h5.part"))) {
      assertTrue(f.tables().isEmpty());
    }
    file.commit();
    assertTrue(Files.exists(target));
    file.withdraw();
    file.close();
    assertEquals(0, directory.toFile().list().length);
  }

  @Test
  void aCommitTakenBackBringsTheOldProductBack() throws IOException {
    Path target = directory.resolve("p.h5");
    Files.writeString(target, "old");
    PartFile file = PartFile.create(target, true, Compression.DEFAULT);
    file.commit();
    assertNotEquals(3, Files.size(target));

    file.withdraw();
    file.close();

    assertEquals("old", Files.readString(target));
    assertEquals(1, directory.toFile().list().length);
    PartFile again = PartFile.create(target, true, Compression.DEFAULT);
    again.commit();
    again.close();
    assertEquals(1, directory.toFile().list().length, "no old product is kept");
  }

  @Test
  void wrongOptionsNameWhatIsAllowed() {
    for (Map<String, ?> bad :
        java.util.List.of(
            Map.of("codec", "rar"), Map.of("dataModel", "1.0.0"), Map.of("level", 10))) {
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class,
              () -> new Hdf5WriterPlugin(Configs.of(Hdf5WriterPlugin.Config.class, bad)));
      assertTrue(e.getMessage().matches(".*(choose|within).*"), e.getMessage());
    }
    assertEquals("v7.1.0", DataModelVersion.of("7.1.0").label());
  }
}
