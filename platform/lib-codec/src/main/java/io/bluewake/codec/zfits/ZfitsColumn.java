package io.bluewake.codec.zfits;

import io.bluewake.codec.FormatException;

/**
 * A column of a compressed table as its header describes it.
 *
 * @param index position in the table, from 0
 * @param name name; nested messages are joined with underscores
 * @param type FITS letter of the values: L A B I J K E D
 * @param width bytes of a value
 * @param most largest number of values in a row
 * @param unsigned whether integers are unsigned
 * @param fact whether blocks are laid out as FACT does
 * @param field path of the field in the protobuf message, for example {@code 11.7}; may be empty
 */
public record ZfitsColumn(
    int index,
    String name,
    char type,
    int width,
    long most,
    boolean unsigned,
    boolean fact,
    String field) {

  static ZfitsColumn of(FitsHeader header, int index) throws FormatException {
    int number = index + 1;
    String form = header.text("ZFORM" + number);
    String name = header.text("TTYPE" + number);
    if (!form.matches("\\d{1,10}[LABIJKED]") || name.isEmpty()) {
      throw new FormatException(
          -1, "column " + number + " has the name '" + name + "' and the form '" + form + "'");
    }
    char type = form.charAt(form.length() - 1);
    int width = "LAB".indexOf(type) >= 0 ? 1 : type == 'I' ? 2 : "JE".indexOf(type) >= 0 ? 4 : 8;
    boolean zero = header.number("TZERO" + number).isPresent();
    return new ZfitsColumn(
        index,
        name,
        type,
        width,
        Long.parseLong(form.substring(0, form.length() - 1)),
        // Bytes are unsigned, whatever their offset says; the others are by their offset.
        type == 'B' || ("IJK".indexOf(type) >= 0 && zero),
        header.text("ZCTYP" + number).equals("FACT"),
        header.text("TPBID" + number));
  }

  /** Type as users know it, for example {@code uint16[74200]}. */
  public String description() {
    String base =
        switch (type) {
          case 'L' -> "bool";
          case 'A' -> "text";
          case 'E' -> "float32";
          case 'D' -> "float64";
          default -> (unsigned ? "uint" : "int") + 8 * width;
        };
    return most == 1 ? base : base + "[" + most + "]";
  }
}
