package io.bluewake.writer.hdf5;

import io.bluewake.codec.hdf5.Compression;
import io.bluewake.codec.hdf5.Hdf5Attribute;
import io.bluewake.model.Column;
import io.bluewake.model.EventBatch;
import io.bluewake.model.Schema;
import io.bluewake.model.Table;
import io.bluewake.spi.ProductWriter;
import io.bluewake.spi.ProvenanceSegment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One product being written. */
final class Hdf5Product implements ProductWriter {
  static final String OWN_GROUP = "/configuration/bluewake";

  private static final Schema RESOLVED =
      Schema.named("").text("line", "One line of the resolved configuration").build();
  private static final Schema NOTICES =
      Schema.named("").text("notice", "What was noticed").int64("count", "How often").build();
  private static final Schema PROVENANCE =
      Schema.named("")
          .text("slot", "Stage and group of telescopes")
          .text("plugin", "Name of the plug-in")
          .text("bundle", "Bundle it came from")
          .text("version", "Version of the bundle")
          .text("hash", "Content hash of the bundle")
          .text("configuration", "Hash of its configuration")
          .int64("first_event", "First row of the subarray trigger table it computed")
          .int64("last_event", "Last row of the subarray trigger table it computed")
          .build();

  private final PartFile file;
  private final ProductTables tables;
  private final EventTables events;
  private final ReferenceMetadata metadata = new ReferenceMetadata();
  private final Header header;
  private boolean prepared;

  Hdf5Product(
      Path target,
      Header header,
      Compression compression,
      DataModelVersion version,
      PixelCoding coding)
      throws IOException {
    this.header = header;
    metadata.describe(version, header.run().simulation(), header.levels(), observations(header));
    metadata.put("INSTRUMENT ID", header.subarray().name());
    metadata.merge(header.activity());
    file = PartFile.create(target, header.overwrite(), compression);
    String software = metadata.get("ACTIVITY SOFTWARE VERSION");
    tables = new ProductTables(file.writer(), software);
    events = new EventTables(tables, header, version, coding);
    try {
      new InstrumentTables(tables, version, software).write(header.subarray());
      writeRun();
    } catch (IOException e) {
      file.close();
      throw PartFile.named(target, e);
    }
  }

  private static List<Long> observations(Header header) {
    List<Long> all = new ArrayList<>();
    Table blocks = header.run().observationBlocks();
    for (int r = 0; r < blocks.rows(); r++) {
      all.add(blocks.getLong(r, blocks.schema().column("obs_id")));
    }
    return all;
  }

  private void writeRun() throws IOException {
    tables.write(
        "/configuration/observation/scheduling_block",
        header.run().schedulingBlocks(),
        true,
        Map.of());
    tables.write(
        "/configuration/observation/observation_block",
        header.run().observationBlocks(),
        true,
        Map.of());
    if (header.run().simulationRuns().isPresent()) {
      tables.write(
          "/configuration/simulation/run", header.run().simulationRuns().get(), true, Map.of());
    }
    if (header.run().atmosphere().isPresent()) {
      tables.write(
          "/simulation/service/atmosphere_density_profile",
          header.run().atmosphere().get(),
          false,
          Map.of("TAB_TYPE", "ctapipe.atmosphere.TableAtmosphereDensityProfile", "TAB_VER", 1L));
    }
  }

  @Override
  public void write(EventBatch batch) throws IOException {
    try {
      events.write(batch);
    } catch (IOException e) {
      throw PartFile.named(file.target(), e);
    }
  }

  @Override
  public void prepare(Ending ending) throws IOException {
    if (prepared) {
      return;
    }
    prepared = true;
    try {
      for (Map.Entry<String, Table> t : ending.tables().entrySet()) {
        boolean cutFlow = t.getValue().schema().indexOf("cumulative_counts") >= 0;
        tables.write(t.getKey(), t.getValue(), !cutFlow, Map.of());
      }
      writeConfiguration();
      writeProvenance(ending.provenance());
      writeNotices(ending.notices());
      metadata.stop();
      metadata.write(file.writer());
      file.finish();
    } catch (IOException e) {
      throw PartFile.named(file.target(), e);
    }
  }

  @Override
  public void commit(Ending ending) throws IOException {
    prepare(ending);
    try {
      file.commit();
    } catch (IOException e) {
      throw PartFile.named(file.target(), e);
    }
  }

  @Override
  public void withdraw() throws IOException {
    try {
      file.withdraw();
    } catch (IOException e) {
      throw PartFile.named(file.target(), e);
    }
  }

  private void writeConfiguration() throws IOException {
    file.writer().attribute(OWN_GROUP, Hdf5Attribute.integer("format", 1));
    Table t = new Table(RESOLVED);
    Column line = RESOLVED.columns().get(0);
    header.configuration().lines().forEach(text -> t.set(t.append(), line, text));
    tables.write(OWN_GROUP + "/resolved", t, true, Map.of());
  }

  private void writeProvenance(List<ProvenanceSegment> segments) throws IOException {
    Table t = new Table(PROVENANCE);
    for (ProvenanceSegment s : segments) {
      int r = t.append();
      String[] texts = {s.slot(), s.plugin(), s.bundle(), s.version(), s.hash(), s.configuration()};
      for (int i = 0; i < texts.length; i++) {
        t.set(r, PROVENANCE.columns().get(i), texts[i]);
      }
      t.set(r, PROVENANCE.column("first_event"), s.firstEvent());
      t.set(r, PROVENANCE.column("last_event"), s.lastEvent());
    }
    tables.write(OWN_GROUP + "/provenance", t, true, Map.of());
  }

  private void writeNotices(Map<String, Long> notices) throws IOException {
    Table t = new Table(NOTICES);
    notices.forEach(
        (text, count) -> {
          int r = t.append();
          t.set(r, NOTICES.columns().get(0), text);
          t.set(r, NOTICES.columns().get(1), (long) count);
        });
    tables.write(OWN_GROUP + "/notices", t, true, Map.of());
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
