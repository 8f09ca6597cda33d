package io.bluewake.math.sky;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Rows of Earth orientation, one a day, as read from a file. Before checks nothing is trusted. */
final class OrientationTable {
  private static final int MAX_DAYS = 200_000;

  /** Columns of finals2000A, counted from 0, ends exclusive. */
  private static final int[] MJD = {7, 15};

  private static final int[] POLE_X = {18, 27};
  private static final int[] POLE_Y = {37, 46};
  private static final int[] UT1 = {58, 68};
  private static final int[] FINAL_X = {134, 144};
  private static final int[] FINAL_Y = {144, 154};
  private static final int[] FINAL_UT1 = {154, 165};
  private static final int POLE_FLAG = 16;
  private static final int UT1_FLAG = 57;

  long firstDay;
  int finalDays;
  int measuredDays;
  double[] ut1 = new double[0];
  double[] poleX = new double[0];
  double[] poleY = new double[0];

  /**
   * The format of src/test/python/sky_tables.py: a line of text, then for each of three columns the
   * second differences of its integers.
   */
  static OrientationTable compact(InputStream in) throws IOException {
    byte[] bytes = in.readAllBytes();
    int end = 0;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    String[] head = new String(bytes, 0, end, StandardCharsets.US_ASCII).split(" ");
    if (head.length != 6 || !head[0].equals("bluewake-earth-orientation") || !head[1].equals("1")) {
      throw new IOException("not a table of Earth orientation");
    }
    OrientationTable table = new OrientationTable();
    table.firstDay = Long.parseLong(head[2]);
    int days = Integer.parseInt(head[3]);
    if (days < 2 || days > MAX_DAYS) {
      throw new IOException(days + " days of Earth orientation");
    }
    table.finalDays = Integer.parseInt(head[4]);
    table.measuredDays = table.finalDays + Integer.parseInt(head[5]);
    int[] at = {end + 1};
    table.ut1 = column(bytes, at, days, 1e7);
    table.poleX = column(bytes, at, days, 1e6);
    table.poleY = column(bytes, at, days, 1e6);
    return table;
  }

  private static double[] column(byte[] bytes, int[] at, int days, double scale)
      throws IOException {
    double[] column = new double[days];
    long value = 0;
    long slope = 0;
    for (int i = 0; i < days; i++) {
      slope += zigzag(bytes, at);
      value += slope;
      column[i] = value / scale;
    }
    return column;
  }

  private static long zigzag(byte[] bytes, int[] at) throws IOException {
    long value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      if (at[0] >= bytes.length) {
        throw new EOFException("Earth orientation ends after " + at[0] + " bytes");
      }
      byte b = bytes[at[0]++];
      value |= (b & 127L) << shift;
      if (b >= 0) {
        return value >>> 1 ^ -(value & 1);
      }
    }
    throw new IOException("Earth orientation, byte " + at[0] + ": number too long");
  }

  /** Reads finals2000A; where Bulletin B has a value it is taken. */
  static OrientationTable finals(Path file) throws IOException {
    OrientationTable table = new OrientationTable();
    int rows = 0;
    int number = 0;
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        if (line.length() < UT1[1] || field(line, UT1).isEmpty() || line.charAt(POLE_FLAG) == ' ') {
          continue;
        }
        if (rows == MAX_DAYS) {
          throw new IOException("more than " + MAX_DAYS + " rows");
        }
        if (rows == table.ut1.length) {
          table.resize(Math.max(1024, 2 * rows));
        }
        table.row(line, rows++);
      }
    } catch (NumberFormatException e) {
      throw new IOException(file + " line " + number + ": no row of finals2000A", e);
    }
    if (rows < 2) {
      throw new IOException(file + ": not a finals2000A file, " + rows + " usable rows");
    }
    table.resize(rows);
    return table;
  }

  private void row(String line, int i) {
    double mjd = number(line, MJD);
    if (i == 0) {
      firstDay = (long) mjd;
    }
    if (mjd != firstDay + i) {
      throw new NumberFormatException("MJD " + mjd + " is not the next day");
    }
    boolean finalPole =
        line.length() >= FINAL_Y[1]
            && !field(line, FINAL_X).isEmpty()
            && !field(line, FINAL_Y).isEmpty();
    boolean finalUt1 = line.length() >= FINAL_UT1[1] && !field(line, FINAL_UT1).isEmpty();
    poleX[i] = number(line, finalPole ? FINAL_X : POLE_X);
    poleY[i] = number(line, finalPole ? FINAL_Y : POLE_Y);
    ut1[i] = number(line, finalUt1 ? FINAL_UT1 : UT1);
    if (finalPole && finalUt1 && finalDays == i) {
      finalDays++;
    }
    boolean poleKnown = finalPole || line.charAt(POLE_FLAG) == 'I';
    boolean ut1Known = finalUt1 || line.charAt(UT1_FLAG) == 'I';
    if (poleKnown && ut1Known && measuredDays == i) {
      measuredDays++;
    }
  }

  private static String field(String line, int[] columns) {
    return line.substring(columns[0], columns[1]).strip();
  }

  private static double number(String line, int[] columns) {
    double value = Double.parseDouble(field(line, columns));
    if (!Double.isFinite(value)) {
      throw new NumberFormatException("not finite");
    }
    return value;
  }

  private void resize(int rows) {
    ut1 = Arrays.copyOf(ut1, rows);
    poleX = Arrays.copyOf(poleX, rows);
    poleY = Arrays.copyOf(poleY, rows);
  }
}
