package io.bluewake.writer.hdf5;

import io.bluewake.codec.hdf5.Hdf5Attribute;
import io.bluewake.codec.hdf5.TableOutput;
import io.bluewake.model.Column;
import io.bluewake.model.ColumnType;

/** The CTAFIELD attributes that tell readers what a stored column means. */
final class ColumnAttributes {
  private ColumnAttributes() {}

  /**
   * Describes the column at a position of a table.
   *
   * @param named whether name and description are wanted too; instrument tables have neither
   */
  static void describe(TableOutput out, int position, Column c, int textWidth, boolean named) {
    String prefix = "CTAFIELD_" + position + "_";
    switch (c.meaning()) {
      case TIME -> {
        out.attribute(Hdf5Attribute.text(prefix + "TRANSFORM", "time"));
        out.attribute(Hdf5Attribute.text(prefix + "TIME_SCALE", "tai"));
        boolean exact = c.type() == ColumnType.UINT32;
        out.attribute(Hdf5Attribute.text(prefix + "TIME_FORMAT", exact ? "ctao_high_res" : "mjd"));
      }
      case ENUM -> {
        out.attribute(Hdf5Attribute.text(prefix + "TRANSFORM", "enum"));
        out.attribute(Hdf5Attribute.ascii(prefix + "ENUM", pickle(c.enumeration())));
      }
      case TELESCOPES ->
          out.attribute(Hdf5Attribute.text(prefix + "TRANSFORM", "tel_list_to_mask"));
      case VALUE -> {
        if (c.type() == ColumnType.STRING) {
          out.attribute(Hdf5Attribute.text(prefix + "TRANSFORM", "string"));
          out.attribute(Hdf5Attribute.integer(prefix + "MAXLEN", textWidth));
        } else if (!c.unit().isEmpty()) {
          out.attribute(Hdf5Attribute.text(prefix + "TRANSFORM", "quantity"));
          out.attribute(Hdf5Attribute.text(prefix + "UNIT", c.unit()));
        }
      }
    }
    if (named) {
      out.attribute(Hdf5Attribute.text(prefix + "NAME", c.field()));
      out.attribute(Hdf5Attribute.text(prefix + "DESC", c.description()));
    }
  }

  /** The global reference to an enumeration class, as Python's pickle protocol 0 writes it. */
  private static String pickle(String enumeration) {
    return "cctapipe.containers\n" + enumeration + "\np0\n.";
  }
}
