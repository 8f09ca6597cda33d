package io.bluewake.math.stars;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bright stars of the whole sky: positions and proper motions of the ICRS, magnitudes.
 *
 * <p>The shipped table is the Hipparcos main catalogue (ESA 1997, SP-1200, VizieR I/239) of stars
 * brighter than V = 7.5, positions at epoch J1991.25. Parallaxes (below 0.8 arcsec) and radial
 * velocities are left out. Stars are ordered by declination. Immutable.
 */
public final class StarCatalog {
  private static final String SHIPPED = "hipparcos.bin";
  private static final int MOST = 1_000_000;
  private static final double MAS = Math.PI / (180 * 3.6e6);
  private static final int LONGEST_HEAD = 80;

  private final double epoch;
  private final double[] ra;
  private final double[] dec;
  private final float[] motionRa;
  private final float[] motionDec;
  private final float[] visual;
  private final float[] blue;
  private final int[] number;

  private StarCatalog(DataInputStream in) throws IOException {
    String[] head = line(in).split(" ");
    if (head.length != 4 || !head[0].equals("bluewake-stars") || !head[1].equals("1")) {
      throw new IOException("not a table of stars");
    }
    int n = Integer.parseInt(head[2]);
    if (n < 1 || n > MOST) {
      throw new IOException(n + " stars");
    }
    epoch = Double.parseDouble(head[3]);
    ra = new double[n];
    dec = new double[n];
    motionRa = new float[n];
    motionDec = new float[n];
    visual = new float[n];
    blue = new float[n];
    number = new int[n];
    for (int i = 0; i < n; i++) {
      ra[i] = in.readInt() * MAS;
    }
    for (int i = 0; i < n; i++) {
      dec[i] = in.readInt() * MAS;
    }
    for (float[] motion : new float[][] {motionRa, motionDec}) {
      for (int i = 0; i < n; i++) {
        motion[i] = (float) (in.readShort() * MAS);
      }
    }
    for (float[] magnitude : new float[][] {visual, blue}) {
      for (int i = 0; i < n; i++) {
        short hundredths = in.readShort();
        magnitude[i] = hundredths == Short.MIN_VALUE ? Float.NaN : hundredths / 100f;
      }
    }
    for (int i = 0; i < n; i++) {
      number[i] = in.readInt();
    }
  }

  private static String line(DataInputStream in) throws IOException {
    byte[] bytes = new byte[LONGEST_HEAD];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = in.readByte();
      if (bytes[i] == '\n') {
        return new String(bytes, 0, i, StandardCharsets.US_ASCII);
      }
    }
    throw new IOException("not a table of stars");
  }

  /** The table shipped with this library. */
  public static StarCatalog shipped() {
    try (InputStream raw = StarCatalog.class.getResourceAsStream(SHIPPED)) {
      if (raw == null) {
        throw new IOException("resource " + SHIPPED + " of io.bluewake.math.stars is missing");
      }
      return new StarCatalog(new DataInputStream(new java.io.BufferedInputStream(raw)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Number of stars. */
  public int size() {
    return number.length;
  }

  /** Hipparcos number of a star. */
  public int number(int star) {
    return number[star];
  }

  /** Magnitude V. */
  public double visualMagnitude(int star) {
    return visual[star];
  }

  /** Magnitude B of Tycho, NaN if unknown. */
  public double blueMagnitude(int star) {
    return blue[star];
  }

  /**
   * What a camera that is sensitive to blue light sees of a star: its magnitude B, or V where B is
   * not known.
   */
  public double cameraMagnitude(int star) {
    return Float.isNaN(blue[star]) ? visual[star] : blue[star];
  }

  /**
   * Direction of a star at a date, moved on along its proper motion.
   *
   * @param year Julian epoch, for example 2026.9
   * @param out receives the unit vector on the axes of the ICRS
   * @param at index of its first component
   */
  public void direction(int star, double year, double[] out, int at) {
    double sinRa = Math.sin(ra[star]);
    double cosRa = Math.cos(ra[star]);
    double sinDec = Math.sin(dec[star]);
    double cosDec = Math.cos(dec[star]);
    double east = motionRa[star] * (year - epoch);
    double north = motionDec[star] * (year - epoch);
    double x = cosDec * cosRa - east * sinRa - north * sinDec * cosRa;
    double y = cosDec * sinRa + east * cosRa - north * sinDec * sinRa;
    double z = sinDec + north * cosDec;
    double norm = Math.sqrt(x * x + y * y + z * z);
    out[at] = x / norm;
    out[at + 1] = y / norm;
    out[at + 2] = z / norm;
  }

  /**
   * Stars within a circle, the brightest for a camera first.
   *
   * @param x unit vector towards its centre, on the axes of the ICRS
   * @param radius rad, plus a margin for proper motion within a century
   * @param faintest largest {@link #cameraMagnitude}
   * @return indices
   */
  public int[] around(double x, double y, double z, double radius, double faintest) {
    double reach = Math.min(Math.PI, radius + 1100e3 * MAS);
    double centre = Math.atan2(z, Math.hypot(x, y));
    int from = insertion(centre - reach);
    int to = insertion(centre + reach);
    double cos = Math.cos(reach);
    Integer[] found = new Integer[to - from];
    int n = 0;
    for (int i = from; i < to; i++) {
      double c = Math.cos(dec[i]);
      double dot = x * c * Math.cos(ra[i]) + y * c * Math.sin(ra[i]) + z * Math.sin(dec[i]);
      if (dot >= cos && cameraMagnitude(i) <= faintest) {
        found[n++] = i;
      }
    }
    Integer[] stars = Arrays.copyOf(found, n);
    Arrays.sort(stars, (a, b) -> Double.compare(cameraMagnitude(a), cameraMagnitude(b)));
    return Arrays.stream(stars).mapToInt(Integer::intValue).toArray();
  }

  private int insertion(double declination) {
    int at = Arrays.binarySearch(dec, declination);
    return at < 0 ? -at - 1 : at;
  }
}
