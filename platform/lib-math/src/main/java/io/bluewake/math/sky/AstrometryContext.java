package io.bluewake.math.sky;

/**
 * What one observer sees at one moment: turns directions of the ICRS into directions on the horizon
 * and back.
 *
 * <p>Astropy's {@code AltAz} and {@code ICRS} give the same numbers to 1e-6 arcsec when they use
 * the same IERS table. Without refraction the way forth and back is the identity to 1e-9 arcsec.
 * With refraction SOFA's two models, one for each way, differ; see docs/sky.md.
 *
 * <p>Mutable and with scratch space: one for each thread. A worker sets it anew for each event
 * through {@link ContextInterpolator} and allocates nothing.
 */
public final class AstrometryContext {
  private static final double AU = 149597870.7e3;
  private static final double LIGHT = 299792458;
  private static final double ARCSEC = Math.PI / 648000;

  /** Turns of the Earth in a day of UT1 beyond the one, Capitaine et al. 2000. */
  private static final double EXTRA_TURNS = 0.00273781191135448;

  private static final double ERA_J2000 = 0.7790572732640;

  private final double[] refraction = new double[2];
  private final double longitude;
  private final double sinLatitude;
  private final double cosLatitude;
  private final double[] geocentric = new double[3];

  /** From the axes of the ICRS to (north, east, up), after aberration. */
  final double[] matrix = new double[9];

  /** Barycentric velocity of the observer in units of c. */
  final double[] velocity = new double[3];

  /** Unit vector from the Sun to the observer. */
  final double[] fromSun = new double[3];

  /** Distance to the Sun, au. */
  double sunDistance;

  /** Reciprocal of the Lorentz factor. */
  double lorentz;

  /** Scratch of {@link Relativity} and of {@link SkyFrames}. */
  final double[] scratch = new double[3];

  final double[] direction = new double[3];

  private final double[] cirs = new double[9];
  private final double[] rotated = new double[9];
  private final double[] product = new double[9];
  private final double[] orientation = new double[3];
  private EarthOrientation.Quality quality = EarthOrientation.Quality.AFTER_TABLE;

  /** A context not yet set to a time; {@link SkyModel#context} makes one that is. */
  public AstrometryContext(Site site, Atmosphere air) {
    longitude = site.longitude();
    sinLatitude = Math.sin(site.latitude());
    cosLatitude = Math.cos(site.latitude());
    site.geocentric(geocentric);
    air.coefficients(refraction);
  }

  /** How well the orientation of the Earth is known at the time set. */
  public EarthOrientation.Quality quality() {
    return quality;
  }

  /** Sets the time. See {@link SkyModel#slow}. */
  void set(EarthOrientation table, long seconds, double fraction, double[] slow) {
    table.at(seconds, fraction, orientation, 0);
    quality = table.quality(table.leapSeconds().utcDay(seconds));
    double era = earthRotation(seconds, fraction + orientation[0]);
    double tio = -47e-6 * ARCSEC * TaiTime.centuries(seconds, fraction);
    poleMatrix(slow[0], slow[1], slow[2], cirs);
    Matrices.identity(rotated);
    Matrices.aboutZ(era + tio, rotated);
    Matrices.aboutY(-orientation[1], rotated);
    Matrices.aboutX(-orientation[2], rotated);
    motion(slow);
    Matrices.aboutZ(longitude, rotated);
    Matrices.multiply(rotated, cirs, product);
    for (int j = 0; j < 3; j++) {
      // Axes now: to the meridian on the equator, east, pole.
      double x = product[j];
      double z = product[6 + j];
      matrix[j] = cosLatitude * z - sinLatitude * x;
      matrix[3 + j] = product[3 + j];
      matrix[6 + j] = cosLatitude * x + sinLatitude * z;
    }
  }

  /** Earth rotation angle, rad; the first argument in TAI and the second to reach UT1. */
  private static double earthRotation(long seconds, double more) {
    double days = TaiTime.daysSinceJ2000(seconds, more);
    // One turn a day is counted from the last midnight, so that the many whole ones cost no digits.
    double part = (Math.floorMod(seconds, TaiTime.DAY) + more) / TaiTime.DAY + 0.5;
    double turns = part + ERA_J2000 + EXTRA_TURNS * days;
    return 2 * Math.PI * (turns - Math.floor(turns));
  }

  /** R_z(-s) with the pole at (X, Y): from the axes of the ICRS to CIRS. */
  private static void poleMatrix(double x, double y, double s, double[] out) {
    double z = Math.sqrt(1 - x * x - y * y);
    double a = 1 / (1 + z);
    out[0] = 1 - a * x * x;
    out[1] = -a * x * y;
    out[2] = -x;
    out[3] = -a * x * y;
    out[4] = 1 - a * y * y;
    out[5] = -y;
    out[6] = x;
    out[7] = y;
    out[8] = z;
    Matrices.aboutZ(-s, out);
  }

  /** Position against the Sun and velocity of the observer. */
  private void motion(double[] slow) {
    double x = transposed(rotated, 0, geocentric[0], geocentric[1], geocentric[2]);
    double y = transposed(rotated, 1, geocentric[0], geocentric[1], geocentric[2]);
    double z = transposed(rotated, 2, geocentric[0], geocentric[1], geocentric[2]);
    double spin = (1 + EXTRA_TURNS) * 2 * Math.PI / TaiTime.DAY;
    double sun2 = 0;
    double speed2 = 0;
    for (int j = 0; j < 3; j++) {
      double p = slow[3 + j] + transposed(cirs, j, x, y, z) / AU;
      double v =
          slow[6 + j] * (AU / LIGHT / TaiTime.DAY)
              + transposed(cirs, j, -spin * y, spin * x, 0) / LIGHT;
      fromSun[j] = p;
      velocity[j] = v;
      sun2 += p * p;
      speed2 += v * v;
    }
    sunDistance = Math.sqrt(sun2);
    for (int j = 0; j < 3; j++) {
      fromSun[j] /= sunDistance;
    }
    lorentz = Math.sqrt(1 - speed2);
  }

  private static double transposed(double[] m, int column, double x, double y, double z) {
    return m[column] * x + m[column + 3] * y + m[column + 6] * z;
  }

  /**
   * Direction on the horizon of a direction in the sky.
   *
   * @param x first component of a unit vector on the axes of the ICRS
   * @param y second
   * @param z third
   * @param out receives the unit vector (north, east, up), refracted
   * @param at index of its first component
   */
  public void toHorizon(double x, double y, double z, double[] out, int at) {
    Relativity.toProper(this, x, y, z, out, at);
    double a = out[at];
    double b = out[at + 1];
    double c = out[at + 2];
    out[at] = matrix[0] * a + matrix[1] * b + matrix[2] * c;
    out[at + 1] = matrix[3] * a + matrix[4] * b + matrix[5] * c;
    out[at + 2] = matrix[6] * a + matrix[7] * b + matrix[8] * c;
    if (refraction[0] != 0) {
      Refraction.apply(refraction[0], refraction[1], out, at);
    }
  }

  /**
   * Direction in the sky of a direction on the horizon.
   *
   * @param north first component of a unit vector, as observed
   * @param east second
   * @param up third
   * @param out receives the unit vector on the axes of the ICRS
   * @param at index of its first component
   */
  public void toIcrs(double north, double east, double up, double[] out, int at) {
    out[at] = north;
    out[at + 1] = east;
    out[at + 2] = up;
    if (refraction[0] != 0) {
      Refraction.remove(refraction[0], refraction[1], out, at);
    }
    double a = out[at];
    double b = out[at + 1];
    double c = out[at + 2];
    Relativity.toCoordinate(
        this,
        transposed(matrix, 0, a, b, c),
        transposed(matrix, 1, a, b, c),
        transposed(matrix, 2, a, b, c),
        out,
        at);
  }
}
