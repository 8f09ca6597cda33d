package io.bluewake.codec.zfits;

import io.bluewake.codec.FormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A binary table of a FITS file that is not compressed. Numbers are read column by column. */
public final class FitsTable {
  private static final Pattern FORM = Pattern.compile("(\\d{0,9})([LXBIJKAEDCMPQ]).*");
  private static final String NUMBERS = "LBIJKED";
  private static final int MOST_COLUMNS = 999;
  private static final int PIECE = 1 << 16;

  private final ZfitsFile file;
  private final FitsHeader header;
  private final long start;
  private final int rows;
  private final int rowBytes;
  private final char[] type;
  private final int[] repeat;
  private final int[] offset;

  FitsTable(ZfitsFile file, FitsHeader header, long start) throws FormatException {
    this.file = file;
    this.header = header;
    this.start = start;
    if (header.count("NAXIS", MOST_COLUMNS) != 2 || header.count("BITPIX", MOST_COLUMNS) != 8) {
      throw error("is not of two axes of bytes");
    }
    rowBytes = (int) header.count("NAXIS1", Integer.MAX_VALUE);
    rows = (int) header.count("NAXIS2", Integer.MAX_VALUE);
    int columns = (int) header.count("TFIELDS", MOST_COLUMNS);
    type = new char[columns];
    repeat = new int[columns];
    offset = new int[columns];
    long at = 0;
    for (int c = 0; c < columns; c++) {
      String form = header.text("TFORM" + (c + 1)).strip();
      Matcher m = FORM.matcher(form);
      if (!m.matches()) {
        throw error("column " + (c + 1) + " has the form '" + form + "'");
      }
      type[c] = m.group(2).charAt(0);
      repeat[c] = m.group(1).isEmpty() ? 1 : Integer.parseInt(m.group(1));
      offset[c] = (int) at;
      at += type[c] == 'X' ? (repeat[c] + 7L) / 8 : (long) repeat[c] * width(type[c]);
      if (at > rowBytes) {
        break;
      }
    }
    if (at != rowBytes) {
      throw error("its rows have " + rowBytes + " bytes, its columns other than that");
    }
  }

  private static int width(char type) {
    return switch (type) {
      case 'I' -> 2;
      case 'J', 'E' -> 4;
      case 'K', 'D', 'C', 'P' -> 8;
      case 'M', 'Q' -> 16;
      default -> 1;
    };
  }

  private FormatException error(String problem) {
    return new FormatException(-1, "HDU '" + name() + "': " + problem);
  }

  /** Name of the extension. */
  public String name() {
    return header.text("EXTNAME");
  }

  /** Keywords of the extension. */
  public FitsHeader header() {
    return header;
  }

  /** Number of rows. */
  public int rows() {
    return rows;
  }

  /** Index of a column, -1 if there is none. Case does not matter, as FITS demands. */
  public int indexOf(String column) {
    String wanted = column.toLowerCase(Locale.ROOT);
    for (int c = 0; c < type.length; c++) {
      if (header.text("TTYPE" + (c + 1)).strip().toLowerCase(Locale.ROOT).equals(wanted)) {
        return c;
      }
    }
    return -1;
  }

  /**
   * A keyword that each column has, for example {@code TUNIT}; empty if this one has none.
   *
   * @param keyword without the number of the column
   */
  public String text(String keyword, int column) {
    return header.text(keyword + (column + 1)).strip();
  }

  /** Numbers in each row of a column; 0 for texts, bits, complex numbers and variable lengths. */
  public int elements(int column) {
    return NUMBERS.indexOf(type[column]) < 0 ? 0 : repeat[column];
  }

  /**
   * All numbers of a column, row by row, with scale and zero point applied. Missing integers
   * ({@code TNULL}) are NaN; logical values are 1, 0 or NaN.
   *
   * @throws FormatException when the column has no numbers, or too many
   */
  public double[] doubles(int column) throws IOException {
    int n = elements(column);
    if (n == 0) {
      throw error("column '" + text("TTYPE", column) + "' has no numbers");
    }
    if ((long) n * rows > Integer.MAX_VALUE - 8) {
      throw error("column '" + text("TTYPE", column) + "' is too large");
    }
    double scale = header.number("TSCAL" + (column + 1)).orElse(1);
    double zero = header.number("TZERO" + (column + 1)).orElse(0);
    OptionalDouble missing = header.number("TNULL" + (column + 1));
    boolean integer = "BIJK".indexOf(type[column]) >= 0;
    double[] out = new double[n * rows];
    int step = Math.max(1, PIECE / rowBytes);
    byte[] bytes = new byte[(int) Math.min((long) step * rowBytes, (long) rows * rowBytes)];
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    for (int first = 0; first < rows; first += step) {
      int count = Math.min(step, rows - first);
      file.readFully(start + (long) first * rowBytes, bytes, 0, count * rowBytes);
      for (int r = 0; r < count; r++) {
        buffer.position(r * rowBytes + offset[column]);
        for (int k = 0; k < n; k++) {
          double value = next(buffer, type[column]);
          boolean none = integer && missing.isPresent() && value == missing.getAsDouble();
          out[(first + r) * n + k] = none ? Double.NaN : value * scale + zero;
        }
      }
    }
    return out;
  }

  private static double next(ByteBuffer in, char type) {
    return switch (type) {
      case 'B' -> in.get() & 0xFF;
      case 'I' -> in.getShort();
      case 'J' -> in.getInt();
      case 'K' -> in.getLong();
      case 'E' -> in.getFloat();
      case 'D' -> in.getDouble();
      default -> {
        byte logical = in.get();
        yield logical == 'T' ? 1 : logical == 'F' ? 0 : Double.NaN;
      }
    };
  }
}
