package io.bluewake.writer.hdf5;

import io.bluewake.codec.hdf5.Hdf5Attribute;
import io.bluewake.codec.hdf5.Hdf5Type;
import io.bluewake.codec.hdf5.Hdf5Writer;
import io.bluewake.codec.hdf5.RowCodec;
import io.bluewake.codec.hdf5.TableOutput;
import io.bluewake.model.Column;
import io.bluewake.model.Schema;
import io.bluewake.model.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Creates tables from schemas and writes whole tables. */
final class ProductTables {
  private final Hdf5Writer file;
  private final String software;

  ProductTables(Hdf5Writer file, String software) {
    this.file = file;
    this.software = software;
  }

  Hdf5Writer file() {
    return file;
  }

  /** Creates a table of events: index columns, then the columns of the schemas. */
  TableOutput create(String path, List<Schema> schemas) {
    return create(path, schemas, List.of(), true);
  }

  /**
   * Creates a table.
   *
   * @param widths bytes of each column's text; empty for 1 each
   * @param named whether columns carry name and description
   */
  TableOutput create(String path, List<Schema> schemas, List<Integer> widths, boolean named) {
    List<String> names = new ArrayList<>();
    List<Hdf5Type> types = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    schemas.forEach(s -> columns.addAll(s.columns()));
    for (int i = 0; i < columns.size(); i++) {
      names.add(columns.get(i).name());
      types.add(RowCodec.typeOf(columns.get(i), widths.isEmpty() ? 1 : widths.get(i)));
    }
    TableOutput out = file.table(path, Hdf5Type.compound(names, types));
    for (int i = 0; i < columns.size(); i++) {
      int width = types.get(i).element().size();
      ColumnAttributes.describe(out, i, columns.get(i), width, named);
    }
    if (named) {
      out.attribute(Hdf5Attribute.text("CTAPIPE_VERSION", software));
    }
    return out;
  }

  /** Writes a table that is complete, with its attributes; nothing if it has no rows. */
  void write(String path, Table table, boolean named, Map<String, Object> attributes)
      throws IOException {
    if (table.rows() == 0) {
      return;
    }
    List<Integer> widths = new ArrayList<>();
    for (Column c : table.schema().columns()) {
      widths.add(RowCodec.widthOf(table, c));
    }
    TableOutput out = create(path, List.of(table.schema()), widths, named);
    table.attributes().forEach((k, v) -> out.attribute(Hdf5Attribute.of(k, v)));
    attributes.forEach((k, v) -> out.attribute(Hdf5Attribute.of(k, v)));
    List<Hdf5Type.Member> members = out.type().members();
    for (int r = 0; r < table.rows(); r++) {
      int at = out.begin();
      store(table, r, out.bytes(), at, members, 0);
      out.end();
    }
  }

  /** Stores the columns of a table's row from member {@code first} on. */
  static void store(
      Table table, int row, byte[] bytes, int at, List<Hdf5Type.Member> members, int first) {
    List<Column> columns = table.schema().columns();
    for (int i = 0; i < columns.size(); i++) {
      Hdf5Type.Member m = members.get(first + i);
      RowCodec.put(bytes, at + m.offset(), table, columns.get(i), row, m.type().element().size());
    }
  }
}
