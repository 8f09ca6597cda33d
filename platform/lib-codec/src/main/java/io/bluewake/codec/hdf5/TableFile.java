package io.bluewake.codec.hdf5;

import io.bluewake.model.Column;
import io.bluewake.model.ColumnType;
import io.bluewake.model.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes tables of the data model: whole ones into a file of their own, or rows to a table. */
public final class TableFile {
  private TableFile() {}

  /**
   * Writes tables with names, units and descriptions of their columns.
   *
   * @param path the file; replaced if it exists
   * @param tables by path; those without rows are left out
   */
  public static void write(Path path, Map<String, Table> tables) throws IOException {
    try (Hdf5Writer file = Hdf5Writer.create(path, Compression.DEFAULT)) {
      for (Map.Entry<String, Table> table : tables.entrySet()) {
        if (table.getValue().rows() > 0) {
          append(begin(file, table.getKey(), table.getValue()), table.getValue());
        }
      }
      file.finish();
    }
  }

  /**
   * Begins a table with the columns and the attributes of another one, none of its rows.
   *
   * @param path place in the file
   * @param table decides on columns; texts have room for those in it
   */
  public static TableOutput begin(Hdf5Writer file, String path, Table table) throws IOException {
    List<Column> columns = table.schema().columns();
    List<String> names = new ArrayList<>();
    List<Hdf5Type> types = new ArrayList<>();
    for (Column c : columns) {
      names.add(c.name());
      types.add(RowCodec.typeOf(c, RowCodec.widthOf(table, c)));
    }
    TableOutput out = file.table(path, Hdf5Type.compound(names, types));
    for (Column c : columns) {
      String attribute = "CTAFIELD_" + c.index() + "_";
      out.attribute(Hdf5Attribute.text(attribute + "NAME", c.name()));
      if (c.meaning() == Column.Meaning.TIME) {
        boolean exact = c.type() == ColumnType.UINT32;
        out.attribute(Hdf5Attribute.text(attribute + "TRANSFORM", "time"));
        out.attribute(Hdf5Attribute.text(attribute + "TIME_SCALE", "tai"));
        out.attribute(
            Hdf5Attribute.text(attribute + "TIME_FORMAT", exact ? "ctao_high_res" : "mjd"));
      } else if (!c.unit().isEmpty()) {
        out.attribute(Hdf5Attribute.text(attribute + "TRANSFORM", "quantity"));
        out.attribute(Hdf5Attribute.text(attribute + "UNIT", c.unit()));
      }
      out.attribute(Hdf5Attribute.text(attribute + "DESC", c.description()));
    }
    table.attributes().forEach((k, v) -> out.attribute(Hdf5Attribute.of(k, v)));
    return out;
  }

  /** Appends all rows of a table with the same columns. */
  public static void append(TableOutput out, Table table) throws IOException {
    List<Column> columns = table.schema().columns();
    List<Hdf5Type.Member> members = out.type().members();
    for (int row = 0; row < table.rows(); row++) {
      int at = out.begin();
      for (Column c : columns) {
        Hdf5Type.Member m = members.get(c.index());
        RowCodec.put(out.bytes(), at + m.offset(), table, c, row, m.type().element().size());
      }
      out.end();
    }
  }
}
