package io.bluewake.source.simulation.shower;

/**
 * The U.S. standard atmosphere in the parametrization of J. Linsley (as in the CORSIKA user's
 * guide): exponential layers below 100 km. Flat; heights in m above sea level, vertical depths in
 * g/cm². Immutable.
 */
public final class Atmosphere {
  /** Radiation length of air, g/cm². */
  public static final double RADIATION_LENGTH = 36.66;

  /** Refractivity at sea level for blue light. */
  private static final double REFRACTIVITY = 2.83e-4;

  private static final double TOP = 100_000;
  private static final double[] BOTTOM = {0, 4e3, 10e3, 40e3, 100e3};
  private static final double[] A = {-186.555305, -94.919, 0.61289, 0.0};
  private static final double[] B = {1222.6562, 1144.9069, 1305.5948, 540.1778};
  private static final double[] C = {9941.8638, 8781.5355, 6361.4304, 7721.7016};
  private static final double SEA_LEVEL_DENSITY = B[0] / C[0];

  /** Depths are asked for all the time: straight lines between heights are right to 1e-6. */
  private static final double STEP = 25;

  private static final double[] DEPTH = table();

  /** Creates the atmosphere. */
  public Atmosphere() {}

  private static double[] table() {
    double[] depth = new double[(int) (TOP / STEP) + 2];
    for (int i = 0; i < depth.length; i++) {
      double height = i * STEP;
      int l = layer(height);
      depth[i] = height >= TOP ? 0 : Math.max(0, A[l] + B[l] * Math.exp(-height / C[l]));
    }
    return depth;
  }

  private static int layer(double height) {
    int i = 0;
    while (i < 3 && height >= BOTTOM[i + 1]) {
      i++;
    }
    return i;
  }

  /** Vertical depth of a height, g/cm². */
  public double depth(double height) {
    if (height >= TOP) {
      return 0;
    }
    if (height < 0) {
      return A[0] + B[0] * Math.exp(-height / C[0]);
    }
    double place = height / STEP;
    int i = (int) place;
    return DEPTH[i] + (place - i) * (DEPTH[i + 1] - DEPTH[i]);
  }

  /** Height of a vertical depth, m. */
  public double height(double depth) {
    if (depth <= depth(TOP - 1)) {
      return TOP;
    }
    int i = 0;
    while (i < 3 && depth <= A[i + 1] + B[i + 1] * Math.exp(-BOTTOM[i + 1] / C[i + 1])) {
      i++;
    }
    return -C[i] * Math.log((depth - A[i]) / B[i]);
  }

  /** Density, g/cm² per m (1e4 times kg/m³ is 1e5 times g/cm³). */
  public double density(double height) {
    if (height >= TOP) {
      return 0;
    }
    int i = layer(height);
    // The exponential is that of the depth.
    return (depth(height) - A[i]) / C[i];
  }

  /** Refractive index minus 1. */
  public double refractivity(double height) {
    return REFRACTIVITY * density(height) / SEA_LEVEL_DENSITY;
  }

  /** Refractivity integrated from a height to the top, m. */
  public double opticalExcess(double height) {
    return opticalExcess(height, TOP);
  }

  /** Refractivity integrated along a vertical way between two heights, m. */
  public double opticalExcess(double low, double high) {
    return REFRACTIVITY / SEA_LEVEL_DENSITY * (depth(low) - depth(high));
  }

  /**
   * Part of the light that survives from a height to a lower one: Rayleigh scattering (2970 g/cm²
   * at 400 nm, as λ⁻⁴), a thin layer of aerosol (vertical optical depth 0.05 at 550 nm above sea
   * level of the site, scale height 1.2 km, Ångström exponent 1.2), and ozone below 330 nm.
   *
   * @param cosZenith cosine of the zenith angle of the way
   */
  public double transmission(double wavelengthNm, double high, double low, double cosZenith) {
    if (high <= low) {
      return 1;
    }
    double ratio = 400 / wavelengthNm;
    double rayleigh = (depth(low) - depth(high)) / 2970 * ratio * ratio * ratio * ratio;
    double aerosol =
        0.05 * Math.pow(550 / wavelengthNm, 1.2) * (1 - Math.exp(-(high - low) / 1200));
    double ozone = wavelengthNm < 330 ? 0.02 * (high - low) / 1e4 * (330 - wavelengthNm) / 10 : 0;
    return Math.exp(-(rayleigh + aerosol + ozone) / cosZenith);
  }
}
