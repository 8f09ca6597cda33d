package io.bluewake.writer.hdf5;

import io.bluewake.codec.hdf5.Compression;
import io.bluewake.codec.hdf5.Hdf5Attribute;
import io.bluewake.codec.hdf5.Hdf5File;
import io.bluewake.codec.hdf5.Hdf5Table;
import io.bluewake.codec.hdf5.Hdf5Type;
import io.bluewake.codec.hdf5.RowCodec;
import io.bluewake.codec.hdf5.RowReader;
import io.bluewake.codec.hdf5.TableOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts products of one data model and one array into one: rows one after the other, table by table
 * and chunk by chunk; cut flows are summed; what describes the array is taken once.
 */
final class ProductMerger {
  private static final String INSTRUMENT = "/configuration/instrument/";
  private static final String ATMOSPHERE = "/simulation/service/atmosphere_density_profile";
  private static final String PROVENANCE = Hdf5Product.OWN_GROUP + "/provenance";

  private final List<Path> inputs;
  private final MergeSelection selection;
  private final MergedTables tables;
  private final CutFlowSum cutFlows = new CutFlowSum();

  ProductMerger(List<Path> inputs, Map<String, String> options) throws IOException {
    this.inputs = inputs;
    selection = new MergeSelection(options);
    tables = new MergedTables(selection);
  }

  Map<String, Long> merge(Path target, boolean overwrite, Compression compression)
      throws IOException {
    if (inputs.isEmpty()) {
      throw new IOException(target + ": there is nothing to merge");
    }
    for (Path input : inputs) {
      if (Files.exists(target) && Files.exists(input) && Files.isSameFile(input, target)) {
        throw new IOException(target + ": is also an input");
      }
    }
    MergeChecks checks = new MergeChecks(inputs.get(0), selection);
    for (Path input : inputs) {
      try (Hdf5File file = Hdf5File.open(input)) {
        checks.check(input, file);
        addTables(input, file);
      }
    }
    try (PartFile part = PartFile.create(target, overwrite, compression)) {
      Map<String, TableOutput> outputs = tables.create(part);
      for (Path input : inputs) {
        try (Hdf5File file = Hdf5File.open(input)) {
          append(file, outputs, input.equals(inputs.get(0)), target);
        }
      }
      cutFlows.write(part, outputs);
      writeMetadata(part, checks);
      Map<String, Long> rows = new LinkedHashMap<>();
      outputs.forEach((path, out) -> rows.put(path, out.rows()));
      try {
        part.commit();
      } catch (IOException e) {
        throw PartFile.named(target, e);
      }
      return rows;
    }
  }

  private void addTables(Path input, Hdf5File file) throws IOException {
    for (Hdf5Table t : file.tables().values()) {
      boolean later = t.path().startsWith(INSTRUMENT) && !input.equals(inputs.get(0));
      if (selection.keeps(t.path()) && !later) {
        tables.add(input, t);
      }
    }
  }

  private void append(Hdf5File file, Map<String, TableOutput> outputs, boolean isFirst, Path target)
      throws IOException {
    TableOutput events = outputs.get("/dl1/event/subarray/trigger");
    long eventsBefore = events == null ? 0 : events.rows();
    for (Hdf5Table t : file.tables().values()) {
      TableOutput out = outputs.get(t.path());
      if (out == null) {
        continue;
      }
      boolean once = t.path().startsWith(INSTRUMENT) || t.path().equals(ATMOSPHERE);
      if (once && out.rows() > 0 && !isFirst) {
        continue;
      }
      if (CutFlowSum.isCutFlow(t)) {
        cutFlows.add(t);
      } else {
        copyRows(t, out, target, t.path().equals(PROVENANCE) ? eventsBefore : 0);
      }
    }
  }

  /** Copies rows; {@code shift} is added to the event rows that provenance refers to. */
  private static void copyRows(Hdf5Table t, TableOutput out, Path target, long shift)
      throws IOException {
    List<Hdf5Type.Member> to = out.type().members();
    List<Hdf5Type.Member> from = new ArrayList<>();
    for (Hdf5Type.Member m : to) {
      from.add(t.type().members().get(t.type().indexOf(m.name())));
    }
    boolean same = from.equals(to) && t.type().size() == out.type().size();
    try (RowReader reader = t.reader()) {
      for (long r = 0; r < t.rows(); r++) {
        int source = reader.seek(r);
        try {
          int at = out.begin();
          if (same) {
            System.arraycopy(reader.bytes(), source, out.bytes(), at, out.type().size());
          } else {
            for (int i = 0; i < to.size(); i++) {
              System.arraycopy(
                  reader.bytes(),
                  source + from.get(i).offset(),
                  out.bytes(),
                  at + to.get(i).offset(),
                  from.get(i).type().size());
            }
          }
          for (Hdf5Type.Member m : to) {
            if (shift > 0 && m.name().endsWith("_event") && m.type().size() == 8) {
              int place = at + m.offset();
              RowCodec.putLong(out.bytes(), place, RowCodec.getLong(out.bytes(), place) + shift);
            }
          }
          out.end();
        } catch (IOException e) {
          throw PartFile.named(target, e);
        }
      }
    }
  }

  private void writeMetadata(PartFile part, MergeChecks checks) throws IOException {
    ReferenceMetadata fresh = new ReferenceMetadata();
    try (Hdf5File file = Hdf5File.open(inputs.get(0))) {
      for (Hdf5Attribute a : file.root().attributes().values()) {
        if (a.name().startsWith("CTA ") || a.name().startsWith("CONTEXT ")) {
          part.writer().attribute("/", a);
        }
      }
    }
    put(part, "CTA PRODUCT ID", fresh.get("PRODUCT ID"));
    put(part, "CTA PRODUCT CREATION TIME", fresh.get("PRODUCT CREATION TIME"));
    put(part, "CTA ACTIVITY NAME", "bluewake merge");
    put(part, "CTA ACTIVITY ID", fresh.get("ACTIVITY ID"));
    put(part, "CTA ACTIVITY START TIME", fresh.get("ACTIVITY START TIME"));
    put(part, "CTA ACTIVITY STOP TIME", fresh.get("ACTIVITY STOP TIME"));
    put(part, "CTA PROCESS ID", String.join(",", checks.observations()));
    put(part, MergeChecks.LEVELS, String.join(",", checks.levels()));
  }

  private static void put(PartFile part, String name, String value) {
    part.writer().attribute("/", Hdf5Attribute.text(name, value));
  }
}
