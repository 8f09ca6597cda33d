package io.bluewake.writer.zfits;

import io.bluewake.codec.zfits.OutputColumn;
import io.bluewake.codec.zfits.ZfitsOutput;
import io.bluewake.codec.zfits.ZfitsTableOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The columns of a table, in the order in which they are declared and set. */
final class Messages {
  private final Schemes schemes;
  private final List<OutputColumn> columns = new ArrayList<>();

  Messages(Schemes schemes) {
    this.schemes = schemes;
  }

  private OutputColumn keep(OutputColumn column) {
    columns.add(column);
    return column;
  }

  OutputColumn flag(String name, int field) {
    return keep(scalar(name, 'L', false, field));
  }

  OutputColumn u32(String name, int field) {
    return keep(scalar(name, 'J', true, field));
  }

  OutputColumn u64(String name, int field) {
    return keep(scalar(name, 'K', true, field));
  }

  OutputColumn f32(String name, int field) {
    return keep(scalar(name, 'E', false, field));
  }

  OutputColumn f64(String name, int field) {
    return keep(scalar(name, 'D', false, field));
  }

  OutputColumn u8s(String name, int field) {
    return keep(array(name, 'B', true, field));
  }

  OutputColumn u16s(String name, int field) {
    return keep(array(name, 'I', true, field));
  }

  OutputColumn i16s(String name, int field) {
    return keep(array(name, 'I', false, field));
  }

  OutputColumn u64s(String name, int field) {
    return keep(array(name, 'K', true, field));
  }

  OutputColumn text(String name, int field) {
    return keep(array(name, 'A', false, field));
  }

  private OutputColumn scalar(String name, char type, boolean unsigned, int field) {
    return OutputColumn.scalar(name, type, unsigned, Integer.toString(field), schemes.of(name));
  }

  private OutputColumn array(String name, char type, boolean unsigned, int field) {
    return OutputColumn.array(name, type, unsigned, Integer.toString(field), schemes.of(name));
  }

  ZfitsTableOutput begin(ZfitsOutput file, String table, String message, int rowsPerTile)
      throws IOException {
    return file.table(table, message, rowsPerTile, columns);
  }
}
