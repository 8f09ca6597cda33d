package io.bluewake.source.hdf5;

import io.bluewake.codec.hdf5.Hdf5Attribute;
import io.bluewake.codec.hdf5.Hdf5Table;
import io.bluewake.codec.hdf5.Hdf5Type;
import io.bluewake.codec.hdf5.RowCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** A column of one number per pixel, stored as it is or in fixed point. */
final class ImageColumn {
  private final Hdf5Type element;
  private final int offset;
  private final int pixels;
  private final boolean fixedPoint;
  private final double scale;
  private final double zero;

  private ImageColumn(Hdf5Table table, int member, int pixels) {
    Hdf5Type.Member m = table.type().members().get(member);
    element = m.type().element();
    offset = m.offset();
    this.pixels = pixels;
    String prefix = "CTAFIELD_" + member + "_TRANSFORM_";
    Hdf5Attribute a = table.attributes().get(prefix + "SCALE");
    fixedPoint = a != null && element.kind() == Hdf5Type.Kind.INTEGER;
    scale = fixedPoint ? a.asNumber().orElse(1).doubleValue() : 1;
    Hdf5Attribute b = table.attributes().get(prefix + "OFFSET");
    zero = b == null ? 0 : b.asNumber().orElse(0).doubleValue();
  }

  /**
   * The column of a table, or null if it has none.
   *
   * @throws IOException if it has another number of pixels than the camera
   */
  static ImageColumn of(Hdf5Table table, String name, int pixels) throws IOException {
    int member = table.type().indexOf(name);
    if (member < 0) {
      return null;
    }
    Hdf5Type type = table.type().members().get(member).type();
    boolean number =
        switch (type.element().kind()) {
          case INTEGER, FLOAT, BITFIELD -> true;
          default -> false;
        };
    if (!number || type.size() / type.element().size() != pixels) {
      throw table.error(
          "column '"
              + name
              + "' holds "
              + type.describe()
              + ", the camera has "
              + pixels
              + " pixels");
    }
    return new ImageColumn(table, member, pixels);
  }

  /**
   * The waveforms of the first gain channel that a table holds, or null if it has none.
   *
   * @param samples samples of a waveform, see {@link #samples}
   */
  static ImageColumn waveforms(Hdf5Table table, int pixels, int samples) {
    int member = table.type().indexOf("waveform");
    return member < 0 ? null : new ImageColumn(table, member, pixels * samples);
  }

  /**
   * Samples of a waveform: the last extent of {@code (channel, pixel, sample)}, in old files {@code
   * (pixel, sample)}; 0 if the table has no waveforms.
   *
   * @throws IOException if they are of another camera
   */
  static int samples(Hdf5Table table, int pixels) throws IOException {
    int member = table.type().indexOf("waveform");
    if (member < 0) {
      return 0;
    }
    Hdf5Type type = table.type().members().get(member).type();
    List<Integer> dims = type.dims();
    int n = dims.size();
    boolean number =
        type.element().kind() == Hdf5Type.Kind.FLOAT
            || type.element().kind() == Hdf5Type.Kind.INTEGER;
    if (!number || n < 2 || n > 3 || dims.get(n - 2) != pixels || dims.get(n - 1) < 1) {
      throw table.error(
          "column 'waveform' holds " + type.describe() + ", the camera has " + pixels + " pixels");
    }
    return dims.get(n - 1);
  }

  /** Gain channels of the waveforms of a table. */
  static int channels(Hdf5Table table) {
    int member = table.type().indexOf("waveform");
    if (member < 0) {
      return 0;
    }
    List<Integer> dims = table.type().members().get(member).type().dims();
    return dims.size() == 3 ? dims.get(0) : 1;
  }

  /** Decodes the column of a row that starts at {@code at}. */
  void read(byte[] bytes, int at, float[] out, int to) {
    int from = at + offset;
    if (element.kind() == Hdf5Type.Kind.FLOAT && element.size() == 4 && !element.bigEndian()) {
      ByteBuffer.wrap(bytes, from, 4 * pixels)
          .slice()
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(out, to, pixels);
      return;
    }
    for (int p = 0; p < pixels; p++) {
      int i = from + p * element.size();
      if (fixedPoint) {
        out[to + p] = expand(RowCodec.integer(bytes, i, element));
      } else {
        out[to + p] = (float) RowCodec.number(bytes, i, element);
      }
    }
  }

  /** Undoes the fixed point coding; the extreme codes stand for what is not a number. */
  private float expand(long code) {
    int bits = 8 * element.size();
    if (element.signed()) {
      long lowest = -(1L << (bits - 1));
      if (code <= lowest + 1) {
        return code == lowest ? Float.NEGATIVE_INFINITY : Float.NaN;
      }
      if (code == -lowest - 1) {
        return Float.POSITIVE_INFINITY;
      }
    } else {
      long highest = bits == 64 ? -1 : (1L << bits) - 1;
      if (code == highest || code == highest - 1) {
        return code == highest ? Float.POSITIVE_INFINITY : Float.NaN;
      }
      if (code == highest - 2) {
        return Float.NEGATIVE_INFINITY;
      }
    }
    return (float) ((code - zero) / scale);
  }
}
