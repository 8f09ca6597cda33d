package io.bluewake.writer.hdf5;

import io.bluewake.codec.hdf5.Compression;
import io.bluewake.codec.hdf5.Hdf5Attribute;
import io.bluewake.codec.hdf5.Hdf5File;
import io.bluewake.codec.hdf5.Hdf5Group;
import io.bluewake.codec.hdf5.Hdf5Table;
import io.bluewake.codec.hdf5.Hdf5Type;
import io.bluewake.codec.hdf5.RowCodec;
import io.bluewake.codec.hdf5.RowReader;
import io.bluewake.codec.hdf5.TableOutput;
import io.bluewake.codec.hdf5.TableSchema;
import io.bluewake.model.Table;
import io.bluewake.spi.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Puts products of one data model and one array into one: rows one after the other, table by table
 * and chunk by chunk; cut flows are summed; what describes the array is taken once.
 */
final class ProductMerger {
  private static final String BLOCKS = "/configuration/observation/observation_block";
  private static final String INSTRUMENT = "/configuration/instrument/";
  private static final String ATMOSPHERE = "/simulation/service/atmosphere_density_profile";
  private static final String PROVENANCE = Hdf5Product.OWN_GROUP + "/provenance";
  private static final String VERSION = "CTA PRODUCT DATA MODEL VERSION";
  private static final String CATEGORY = "CTA PRODUCT DATA CATEGORY";
  private static final String LEVELS = "CTA PRODUCT DATA LEVELS";
  private static final Set<String> OWN = Set.of("NROWS", "CLASS", "VERSION", "TITLE", "FILTERS");

  /** Groups of which every file must have the same, lest rows and events no longer match. */
  private static final List<String> COMPLETE =
      List.of(
          "/dl1/event/telescope/images",
          "/dl1/event/telescope/parameters",
          "/dl1/event/telescope/muon",
          "/simulation/event/telescope/images",
          "/simulation/event/telescope/parameters",
          "/dl2/event/subarray",
          "/dl2/event/telescope");

  private final List<Path> inputs;
  private final MergeSelection selection;
  private final Map<String, Merged> tables = new LinkedHashMap<>();
  private final Map<String, Path> observations = new TreeMap<>();
  private final Set<String> levels = new TreeSet<>();
  private final Map<String, String> first = new HashMap<>();
  private ArrayFingerprint array;

  /** One table of the result. */
  private static final class Merged {
    final List<String> names = new ArrayList<>();
    final List<Hdf5Type> types = new ArrayList<>();
    final List<Hdf5Attribute> attributes = new ArrayList<>();
  }

  ProductMerger(List<Path> inputs, Map<String, String> options) throws IOException {
    this.inputs = inputs;
    selection = new MergeSelection(options);
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
    Set<String> nonEmpty = new TreeSet<>();
    for (Path input : inputs) {
      try (Hdf5File file = Hdf5File.open(input)) {
        examine(input, file, nonEmpty);
      }
    }
    try (PartFile part = PartFile.create(target, overwrite, compression)) {
      Map<String, TableOutput> outputs = create(part);
      for (Path input : inputs) {
        try (Hdf5File file = Hdf5File.open(input)) {
          append(file, outputs, input.equals(inputs.get(0)), target);
        }
      }
      addCutFlows(part, outputs);
      writeMetadata(part);
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

  private static String attribute(Hdf5File file, String name) {
    Hdf5Attribute a = file.root().attributes().get(name);
    return a == null ? "" : a.asText().orElse("");
  }

  /** Checks that a file fits to those before, and notes its tables and columns. */
  private void examine(Path input, Hdf5File file, Set<String> nonEmpty) throws IOException {
    same(file, VERSION, "data model");
    same(file, CATEGORY, "data category");
    if (attribute(file, VERSION).isEmpty()) {
      throw new InputException(input + ": not a product of the ctapipe data model");
    }
    checkObservations(input, file);
    checkArray(input, file);
    levels.addAll(List.of(attribute(file, LEVELS).split(",", -1)));
    checkGroups(input, file, nonEmpty);
    for (Hdf5Table t : file.tables().values()) {
      boolean later = t.path().startsWith(INSTRUMENT) && !input.equals(inputs.get(0));
      if (selection.keeps(t.path()) && !later) {
        widen(input, t);
      }
    }
  }

  private void same(Hdf5File file, String attribute, String what) throws InputException {
    String value = attribute(file, attribute);
    String before = first.putIfAbsent(attribute, value);
    if (before != null && !before.equals(value)) {
      throw new InputException(
          file.name() + ": " + what + " " + value + ", but " + inputs.get(0) + " has " + before);
    }
  }

  private void checkObservations(Path input, Hdf5File file) throws IOException {
    Hdf5Table blocks = file.table(BLOCKS).orElse(null);
    if (blocks == null) {
      throw new InputException(input + ": " + BLOCKS + ": missing table");
    }
    Table t = TableSchema.readAll(blocks);
    if (t.schema().indexOf("obs_id") < 0) {
      throw new InputException(input + ": " + BLOCKS + ": missing column 'obs_id'");
    }
    for (int r = 0; r < t.rows(); r++) {
      String obs = Long.toString(t.getLong(r, t.schema().column("obs_id")));
      Path other = observations.putIfAbsent(obs, input);
      if (other != null) {
        throw new InputException(input + ": observation " + obs + " is also in " + other);
      }
    }
  }

  /** A file with events must have the groups that another file with events has. */
  private void checkGroups(Path input, Hdf5File file, Set<String> seen) throws IOException {
    Hdf5Table trigger = file.table("/dl1/event/subarray/trigger").orElse(null);
    if (trigger == null || trigger.rows() == 0) {
      return;
    }
    Set<String> now = new TreeSet<>();
    for (String path : COMPLETE) {
      if (selection.keeps(path + "/")) {
        Hdf5Group group = file.group(path).orElse(null);
        if (group != null) {
          now.add(path);
          group.groups().values().forEach(kind -> addPasses(kind, now));
        }
      }
    }
    if (seen.isEmpty()) {
      seen.addAll(now);
      seen.add("events");
    } else {
      now.add("events");
      Set<String> missing = new TreeSet<>(seen);
      missing.removeAll(now);
      Set<String> more = new TreeSet<>(now);
      more.removeAll(seen);
      if (!missing.isEmpty() || !more.isEmpty()) {
        throw new InputException(
            input
                + ": "
                + (missing.isEmpty()
                    ? "has " + more + ", which files before do not have"
                    : "lacks " + missing + ", which files before have"));
      }
    }
  }

  private static void addPasses(Hdf5Group kind, Set<String> out) {
    kind.tables().keySet().forEach(name -> out.add(kind.path() + "/" + name));
    kind.groups().keySet().forEach(name -> out.add(kind.path() + "/" + name));
  }

  private void checkArray(Path input, Hdf5File file) throws IOException {
    ArrayFingerprint own = new ArrayFingerprint(file);
    if (array == null) {
      array = own;
      return;
    }
    List<String> different = array.differences(own);
    if (!different.isEmpty()) {
      throw new InputException(
          input + ": telescopes " + different + " are not those of " + inputs.get(0));
    }
  }

  /** Makes the columns of the result wide enough for the texts of this file. */
  private void widen(Path input, Hdf5Table t) throws IOException {
    Merged m = tables.get(t.path());
    List<Hdf5Type.Member> own = new ArrayList<>(t.type().members());
    own.removeIf(member -> !selection.keeps(t.path(), member.name()));
    if (m == null) {
      m = new Merged();
      tables.put(t.path(), m);
      for (Hdf5Type.Member member : own) {
        m.names.add(member.name());
        m.types.add(member.type());
      }
      m.attributes.addAll(renumbered(t));
      return;
    }
    List<String> names = own.stream().map(Hdf5Type.Member::name).collect(Collectors.toList());
    if (!names.equals(m.names)) {
      throw new InputException(
          input + ": " + t.path() + ": columns " + names + " differ from " + m.names);
    }
    for (int i = 0; i < own.size(); i++) {
      Hdf5Type a = m.types.get(i);
      Hdf5Type b = own.get(i).type();
      boolean texts = a.kind() == Hdf5Type.Kind.TEXT && b.kind() == Hdf5Type.Kind.TEXT;
      if (texts) {
        m.types.set(i, a.size() >= b.size() ? a : b);
      } else if (!a.equals(b)) {
        throw new InputException(
            input
                + ": "
                + t.path()
                + ": column '"
                + names.get(i)
                + "' holds "
                + b.describe()
                + ", in files before "
                + a.describe());
      }
    }
  }

  /** Attributes of a table, with columns numbered anew when some are left out. */
  private List<Hdf5Attribute> renumbered(Hdf5Table t) {
    Map<Integer, Integer> position = new HashMap<>();
    List<Hdf5Type.Member> members = t.type().members();
    for (int i = 0; i < members.size(); i++) {
      if (selection.keeps(t.path(), members.get(i).name())) {
        position.put(i, position.size());
      }
    }
    List<Hdf5Attribute> all = new ArrayList<>();
    for (Hdf5Attribute a : t.attributes().values()) {
      if (OWN.contains(a.name()) || a.name().matches("FIELD_\\d+_(NAME|FILL)")) {
        continue;
      }
      if (!a.name().matches("CTAFIELD_\\d{1,6}_.*")) {
        all.add(a);
        continue;
      }
      int end = a.name().indexOf('_', 9);
      Integer to = position.get(Integer.parseInt(a.name().substring(9, end)));
      if (to != null) {
        String name = "CTAFIELD_" + to + a.name().substring(end);
        all.add(new Hdf5Attribute(name, a.type(), a.dims(), a.isNull(), a.data()));
      }
    }
    return all;
  }

  private Map<String, TableOutput> create(PartFile part) {
    Map<String, TableOutput> outputs = new LinkedHashMap<>();
    tables.forEach(
        (path, m) -> {
          TableOutput out = part.writer().table(path, Hdf5Type.compound(m.names, m.types));
          m.attributes.forEach(out::attribute);
          for (int i = 0; i < m.types.size(); i++) {
            if (m.types.get(i).kind() == Hdf5Type.Kind.TEXT
                && m.attributes.contains(
                    Hdf5Attribute.text("CTAFIELD_" + i + "_TRANSFORM", "string"))) {
              out.attribute(
                  Hdf5Attribute.integer("CTAFIELD_" + i + "_MAXLEN", m.types.get(i).size()));
            }
          }
          outputs.put(path, out);
        });
    return outputs;
  }

  private final Map<String, Table> cutFlows = new LinkedHashMap<>();

  private static boolean isCutFlow(Hdf5Table t) {
    return t.path().contains("/service/")
        && t.type().indexOf("cumulative_counts") >= 0
        && t.type().indexOf("counts") >= 0;
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
      if (isCutFlow(t)) {
        sum(t);
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

  private void sum(Hdf5Table t) throws IOException {
    Table own = TableSchema.readAll(t);
    Table all = cutFlows.putIfAbsent(t.path(), own);
    if (all == null) {
      return;
    }
    boolean same = all.rows() == own.rows();
    for (int r = 0; same && r < own.rows(); r++) {
      for (String text : List.of("criteria", "func")) {
        int c = own.schema().indexOf(text);
        same &=
            c < 0
                || own.getString(r, own.schema().columns().get(c))
                    .equals(all.getString(r, all.schema().column(text)));
      }
    }
    if (!same) {
      throw t.error("criteria differ from those of files before");
    }
    for (int r = 0; r < own.rows(); r++) {
      for (String count : List.of("counts", "cumulative_counts")) {
        all.set(
            r,
            all.schema().column(count),
            all.getLong(r, all.schema().column(count))
                + own.getLong(r, own.schema().column(count)));
      }
    }
  }

  private void addCutFlows(PartFile part, Map<String, TableOutput> outputs) throws IOException {
    for (Map.Entry<String, Table> flow : cutFlows.entrySet()) {
      TableOutput out = outputs.get(flow.getKey());
      Table t = flow.getValue();
      for (int r = 0; r < t.rows(); r++) {
        int at = out.begin();
        ProductTables.store(t, r, out.bytes(), at, out.type().members(), 0);
        try {
          out.end();
        } catch (IOException e) {
          throw PartFile.named(part.target(), e);
        }
      }
    }
  }

  private void writeMetadata(PartFile part) throws IOException {
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
    put(part, "CTA PROCESS ID", String.join(",", observations.keySet()));
    put(part, LEVELS, String.join(",", keptLevels()));
  }

  private static void put(PartFile part, String name, String value) {
    part.writer().attribute("/", Hdf5Attribute.text(name, value));
  }

  private Set<String> keptLevels() {
    Set<String> kept = new TreeSet<>(levels);
    kept.remove("");
    Map<String, String> where =
        Map.of(
            "DL1_IMAGES", "/dl1/event/telescope/images/",
            "DL1_PARAMETERS", "/dl1/event/telescope/parameters/",
            "DL1_MUON", "/dl1/event/telescope/muon/",
            "DL2", "/dl2/event/",
            "R0", "/r0/",
            "R1", "/r1/");
    where.forEach(
        (level, path) -> {
          if (!selection.keeps(path)) {
            kept.remove(level);
          }
        });
    return kept;
  }
}
