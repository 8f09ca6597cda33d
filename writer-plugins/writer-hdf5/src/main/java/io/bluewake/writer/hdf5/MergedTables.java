package io.bluewake.writer.hdf5;

import io.bluewake.codec.hdf5.Hdf5Attribute;
import io.bluewake.codec.hdf5.Hdf5Table;
import io.bluewake.codec.hdf5.Hdf5Type;
import io.bluewake.codec.hdf5.TableOutput;
import io.bluewake.spi.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The tables of a merged product: those of all files, with columns wide enough for all texts. */
final class MergedTables {
  private static final Set<String> OWN = Set.of("NROWS", "CLASS", "VERSION", "TITLE", "FILTERS");

  private final MergeSelection selection;
  private final Map<String, Merged> tables = new LinkedHashMap<>();

  /** One table of the result. */
  private static final class Merged {
    final List<String> names = new ArrayList<>();
    final List<Hdf5Type> types = new ArrayList<>();
    final List<Hdf5Attribute> attributes = new ArrayList<>();
  }

  MergedTables(MergeSelection selection) {
    this.selection = selection;
  }

  /** Adds the columns of a table, or makes those of files before wide enough for its texts. */
  void add(Path input, Hdf5Table t) throws IOException {
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

  /** Creates the tables in a file. */
  Map<String, TableOutput> create(PartFile part) {
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
}
