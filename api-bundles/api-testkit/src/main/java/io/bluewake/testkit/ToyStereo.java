package io.bluewake.testkit;

import io.bluewake.model.Subarray;
import io.bluewake.model.Telescope;
import io.bluewake.spi.StereoView;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Stereo events of straight showers whose image parameters are exact: the axis of each image is the
 * projection of the shower axis, its centre that of the shower maximum. All telescopes point to one
 * direction and see every shower.
 */
public final class ToyStereo implements StereoView {
  private static final double POINTING_ALT = Math.toRadians(70);
  private static final double POINTING_AZ = Math.toRadians(20);

  private final Subarray subarray;
  private final double[][] truth;
  private final int[] first;
  private final int[] firstSelected;
  private final int[] selected;
  private final int[] telescope;
  private final float[] azimuth;
  private final float[] altitude;
  private final double[] arrayAzimuth;
  private final double[] arrayAltitude;
  private final Map<String, double[]> parameters = new HashMap<>();

  private ToyStereo(Subarray subarray, double[][] truth, boolean[][] chosen) {
    this.subarray = subarray;
    this.truth = truth;
    int events = truth.length;
    int size = subarray.size();
    first = IntStream.rangeClosed(0, events).map(e -> e * size).toArray();
    telescope = IntStream.range(0, events * size).map(r -> r % size).toArray();
    firstSelected = new int[events + 1];
    int[] rows = new int[events * size];
    int n = 0;
    for (int e = 0; e < events; e++) {
      for (int t = 0; t < size; t++) {
        if (chosen[e][t]) {
          rows[n++] = e * size + t;
        }
      }
      firstSelected[e + 1] = n;
    }
    selected = Arrays.copyOf(rows, n);
    azimuth = new float[events * size];
    altitude = new float[events * size];
    Arrays.fill(azimuth, (float) POINTING_AZ);
    Arrays.fill(altitude, (float) POINTING_ALT);
    arrayAzimuth = new double[events];
    arrayAltitude = new double[events];
    Arrays.fill(arrayAzimuth, POINTING_AZ);
    Arrays.fill(arrayAltitude, POINTING_ALT);
    fillParameters();
  }

  /** Random showers within a degree of the pointing, cores within 100 m of the origin. */
  public static ToyStereo random(Subarray subarray, int events, RandomGenerator random) {
    double[][] truth = new double[events][];
    boolean[][] chosen = new boolean[events][subarray.size()];
    for (int e = 0; e < events; e++) {
      truth[e] =
          new double[] {
            POINTING_ALT + Math.toRadians(random.nextDouble(-1, 1)),
            POINTING_AZ + Math.toRadians(random.nextDouble(-1, 1)) / Math.cos(POINTING_ALT),
            random.nextDouble(-100, 100),
            random.nextDouble(-100, 100),
            random.nextDouble(7000, 11000)
          };
      Arrays.fill(chosen[e], true);
    }
    return new ToyStereo(subarray, truth, chosen);
  }

  /** Some of the events, in this order. */
  public ToyStereo events(int... events) {
    return new ToyStereo(
        subarray,
        Arrays.stream(events).mapToObj(e -> truth[e]).toArray(double[][]::new),
        Arrays.stream(events).mapToObj(this::chosen).toArray(boolean[][]::new));
  }

  /** The same events with only some telescopes selected. */
  public ToyStereo select(int... telescopes) {
    boolean[] chosen = new boolean[subarray.size()];
    for (int t : telescopes) {
      chosen[t] = true;
    }
    boolean[][] all = new boolean[truth.length][];
    Arrays.fill(all, chosen);
    return new ToyStereo(subarray, truth, all);
  }

  private boolean[] chosen(int event) {
    boolean[] chosen = new boolean[subarray.size()];
    for (int s = firstSelected[event]; s < firstSelected[event + 1]; s++) {
      chosen[telescope[selected[s]]] = true;
    }
    return chosen;
  }

  /** True altitude of the shower, rad. */
  public double trueAltitude(int event) {
    return truth[event][0];
  }

  /** True azimuth of the shower, rad. */
  public double trueAzimuth(int event) {
    return truth[event][1];
  }

  /** True x of the core in the ground frame, m. */
  public double trueCoreX(int event) {
    return truth[event][2];
  }

  /** True y of the core in the ground frame, m. */
  public double trueCoreY(int event) {
    return truth[event][3];
  }

  private void fillParameters() {
    int rows = telescope.length;
    double[] lon = parameters.computeIfAbsent("hillas_fov_lon", n -> new double[rows]);
    double[] lat = parameters.computeIfAbsent("hillas_fov_lat", n -> new double[rows]);
    double[] psi = parameters.computeIfAbsent("hillas_psi", n -> new double[rows]);
    double[] r = parameters.computeIfAbsent("hillas_r", n -> new double[rows]);
    double[] phi = parameters.computeIfAbsent("hillas_phi", n -> new double[rows]);
    for (int row = 0; row < rows; row++) {
      double[] shower = truth[row / subarray.size()];
      double[] source = direction(shower[0], shower[1]);
      Telescope at = subarray.telescope(telescope[row]);
      double along = shower[4] / source[2];
      double[] cog = {
        shower[2] + along * source[0] - at.x(),
        shower[3] + along * source[1] - at.y(),
        along * source[2] - at.z()
      };
      double[] centre = inTelescopeFrame(cog);
      double[] origin = inTelescopeFrame(source);
      lon[row] = Math.toDegrees(centre[0]);
      lat[row] = Math.toDegrees(centre[1]);
      double slope = Math.atan2(centre[1] - origin[1], centre[0] - origin[0]);
      psi[row] = Math.toDegrees(Math.atan(Math.tan(slope)));
      r[row] = Math.hypot(lon[row], lat[row]);
      phi[row] = Math.toDegrees(Math.atan2(lat[row], lon[row]));
    }
  }

  private static double[] direction(double alt, double az) {
    return new double[] {
      Math.cos(alt) * Math.cos(az), -Math.cos(alt) * Math.sin(az), Math.sin(alt)
    };
  }

  private static double[] inTelescopeFrame(double[] v) {
    double ca = Math.cos(POINTING_ALT);
    double sa = Math.sin(POINTING_ALT);
    double cz = Math.cos(POINTING_AZ);
    double sz = Math.sin(POINTING_AZ);
    double ahead = ca * cz * v[0] - ca * sz * v[1] + sa * v[2];
    double right = -sz * v[0] - cz * v[1];
    double up = -sa * cz * v[0] + sa * sz * v[1] + ca * v[2];
    return new double[] {Math.atan2(right, ahead), Math.atan2(up, Math.hypot(ahead, right))};
  }

  @Override
  public Subarray subarray() {
    return subarray;
  }

  @Override
  public int events() {
    return truth.length;
  }

  @Override
  public int telescopeRows() {
    return telescope.length;
  }

  @Override
  public int[] firstTelescope() {
    return first;
  }

  @Override
  public int[] firstSelected() {
    return firstSelected;
  }

  @Override
  public int[] selected() {
    return selected;
  }

  @Override
  public int[] telescope() {
    return telescope;
  }

  @Override
  public float[] azimuth() {
    return azimuth;
  }

  @Override
  public float[] altitude() {
    return altitude;
  }

  @Override
  public double[] arrayAzimuth() {
    return arrayAzimuth;
  }

  @Override
  public double[] arrayAltitude() {
    return arrayAltitude;
  }

  /** Image parameters; those that geometry does not fix are plausible positive numbers. */
  @Override
  public double[] parameter(String name) {
    double[] known = parameters.get(name);
    if (known != null) {
      return known;
    }
    double[] made = new double[telescope.length];
    for (int row = 0; row < made.length; row++) {
      int variation =
          (int)
              Math.floorMod(
                  Double.doubleToLongBits(truth[row / subarray.size()][4]) + 7L * telescope[row],
                  100L);
      made[row] = plausible(name) * (1 + 0.005 * variation);
    }
    parameters.put(name, made);
    return made;
  }

  private static double plausible(String name) {
    return switch (name) {
      case "hillas_intensity" -> 500;
      case "hillas_length" -> 0.2;
      case "hillas_width" -> 0.08;
      default -> 0.01;
    };
  }

  /** Digest of everything a reconstructor may look at and must not change. */
  public long checksum() {
    long sum = Arrays.hashCode(first) + 31L * Arrays.hashCode(firstSelected);
    sum = Checks.mix(sum, Arrays.hashCode(selected));
    sum = Checks.mix(sum, Arrays.hashCode(telescope));
    sum = Checks.mix(sum, Arrays.hashCode(azimuth) + 31L * Arrays.hashCode(altitude));
    sum = Checks.mix(sum, Arrays.hashCode(arrayAzimuth) + 31L * Arrays.hashCode(arrayAltitude));
    long values = 0;
    for (Map.Entry<String, double[]> entry : parameters.entrySet()) {
      values += entry.getKey().hashCode() * 31L + Arrays.hashCode(entry.getValue());
    }
    return Checks.mix(sum, values);
  }
}
