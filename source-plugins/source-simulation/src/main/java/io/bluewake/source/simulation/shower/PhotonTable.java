package io.bluewake.source.simulation.shower;

import io.bluewake.math.random.CounterRandom;

/**
 * Where Cherenkov photons of an electromagnetic cascade arrive, and where they come from: the
 * density on the ground per solid angle around the shower axis as seen from the axis at the height
 * of emission, and for each angle a list of places around the axis, for ages of the shower and
 * refractivities of the air. A refractivity is a height, so that the way to the ground is known:
 * light from beside the axis arrives that much further from it. Angles are in units of the
 * Cherenkov angle of very fast particles. Built from {@link ElectronSample} by turning a cone of
 * light around every piece of track. Immutable after construction, shared by all threads.
 */
public final class PhotonTable {
  /** Number of refractivity bins. */
  private static final int AIRS = 12;

  private static final double THINNEST = 1.2e-5;
  private static final double DENSEST = 2.4e-4;
  private static final double LOG_STEP = Math.log(DENSEST / THINNEST) / (AIRS - 1);

  /** Transverse momentum per radiation length (920 m) and µT, MeV. */
  private static final double KICK = 0.276;

  /** Light of what is nearer to the ground is taken as from this distance, m. */
  private static final double NEAREST = 300;

  private static final int INNER = 32;
  private static final double INNER_STEP = 0.05;
  private static final int OUTER = 20;
  private static final double OUTER_LOG = 0.17;
  private static final int ANGLES = INNER + OUTER;
  private static final double INNER_PER_ANGLE = 1 / INNER_STEP;
  private static final double[] OUTER_PLACE = outerPlaces();
  private static final int PLACES = 256;
  private static final int TURNS = 5;
  private static final double COS_TURN = Math.cos(2 * Math.PI / TURNS);
  private static final double SIN_TURN = Math.sin(2 * Math.PI / TURNS);
  private static final int LARGEST_SAMPLE = 16_000;

  private final float[] density = new float[ElectronSample.AGES * AIRS * ANGLES];

  /** Pairs along and across, which are used together. */
  private final float[] places = new float[2 * density.length * PLACES];

  private final MeanCascade mean = new MeanCascade();

  /** Radiation length over the way to the ground, by refractivity. */
  private final double[] nearness = new double[AIRS];

  private PhotonTable(ElectronSample sample, double ground, double cosZenith, long seed) {
    Atmosphere atmosphere = new Atmosphere();
    for (int air = 0; air < AIRS; air++) {
      double height = height(atmosphere, refractivity(air));
      double way = Math.max(NEAREST, (height - ground) / cosZenith);
      nearness[air] = Atmosphere.RADIATION_LENGTH / atmosphere.density(height) / way;
    }
    for (int age = 0; age < ElectronSample.AGES; age++) {
      for (int air = 0; air < AIRS; air++) {
        fill(sample.pieces(age), age, air, new CounterRandom(seed, age, air));
      }
    }
  }

  /**
   * Makes the table: the same at every start, in about a second.
   *
   * @param field magnetic field across the axis, µT: it spreads the electrons as much as it does in
   *     air of 0.4 kg/m³, evenly in all directions
   * @param ground height of the telescopes above sea level, m
   * @param cosZenith cosine of the zenith angle of the axis
   */
  public static PhotonTable make(double field, double ground, double cosZenith) {
    double energy = 60_000;
    double kick = KICK * field;
    return new PhotonTable(new ElectronSample(energy, kick, 70, 20061), ground, cosZenith, 20062);
  }

  /** Mean numbers of the electrons that give the light. */
  MeanCascade meanCascade() {
    return mean;
  }

  private static double refractivity(int air) {
    return THINNEST * Math.exp(LOG_STEP * air);
  }

  /** Height with a refractivity, m above sea level. */
  private static double height(Atmosphere air, double refractivity) {
    double low = 0;
    double high = 40_000;
    while (high - low > 1) {
      double middle = 0.5 * (low + high);
      if (air.refractivity(middle) > refractivity) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void fill(ElectronSample.Pieces pieces, int age, int air, CounterRandom random) {
    double largest = Math.sqrt(2 * refractivity(air));
    double threshold = Interactions.ELECTRON_MASS / largest;
    int stride = Math.max(1, pieces.count / LARGEST_SAMPLE);
    Rays rays = new Rays((pieces.count / stride + 2) * TURNS);
    double[] light = new double[ANGLES];
    double all = 0;
    for (int i = random.nextInt(stride); i < pieces.count; i += stride) {
      double weight = pieces.weight[i];
      all += weight;
      double ratio = threshold / pieces.energy[i];
      if (ratio >= 1) {
        continue;
      }
      double strength = 1 - ratio * ratio;
      double cone = largest * Math.sqrt(strength);
      double phi = 2 * Math.PI * random.nextDouble();
      double cx = cone * Math.cos(phi);
      double cy = cone * Math.sin(phi);
      for (int turn = 0; turn < TURNS; turn++) {
        double dx = pieces.slopeX[i] + cx + pieces.x[i] * nearness[air];
        double dy = pieces.slopeY[i] + cy + pieces.y[i] * nearness[air];
        double angle = Math.sqrt(dx * dx + dy * dy);
        int bin = bin(angle / largest);
        if (bin < ANGLES) {
          double u = (pieces.x[i] * dx + pieces.y[i] * dy) / angle;
          double v = (pieces.y[i] * dx - pieces.x[i] * dy) / angle;
          light[bin] += weight * strength;
          rays.add(bin, u, v, weight * strength);
        }
        double next = COS_TURN * cx - SIN_TURN * cy;
        cy = SIN_TURN * cx + COS_TURN * cy;
        cx = next;
      }
    }
    int base = (age * AIRS + air) * ANGLES;
    for (int bin = 0; bin < ANGLES; bin++) {
      double low = edge(bin) * largest;
      double high = edge(bin + 1) * largest;
      double solid = Math.PI * (high * high - low * low);
      density[base + bin] = (float) (light[bin] / Math.max(all, 1e-30) / TURNS / solid);
    }
    rays.choose(light, base, places);
  }

  /** Rays of light by angle, from which a number is chosen in proportion to their light. */
  private static final class Rays {
    private int count;
    private final int[] bin;
    private final float[] u;
    private final float[] v;
    private final float[] weight;

    Rays(int most) {
      bin = new int[most];
      u = new float[most];
      v = new float[most];
      weight = new float[most];
    }

    void add(int atBin, double alongAxis, double acrossAxis, double light) {
      bin[count] = atBin;
      u[count] = (float) alongAxis;
      v[count] = (float) acrossAxis;
      weight[count++] = (float) light;
    }

    /** Systematic choice: the k-th of n lies where the running sum passes (k + 1/2) / n. */
    void choose(double[] light, int base, float[] places) {
      double[] running = new double[ANGLES];
      int[] chosen = new int[ANGLES];
      for (int i = 0; i < count; i++) {
        int b = bin[i];
        running[b] += weight[i];
        while (chosen[b] < PLACES
            && running[b] >= light[b] * (1 - 1e-6) * (chosen[b] + 0.5) / PLACES) {
          int at = (base + b) * PLACES + chosen[b]++;
          places[2 * at] = u[i];
          places[2 * at + 1] = v[i];
        }
      }
    }
  }

  private static int bin(double angle) {
    return (int) place(angle);
  }

  /** Place of an angle among the bins; straight lines between steps are right to a thousandth. */
  private static double place(double angle) {
    double inner = angle * INNER_PER_ANGLE;
    if (inner < INNER) {
      return inner;
    }
    if (inner >= OUTER_PLACE.length - 1) {
      return ANGLES;
    }
    int i = (int) inner;
    return OUTER_PLACE[i] + (inner - i) * (OUTER_PLACE[i + 1] - OUTER_PLACE[i]);
  }

  private static double[] outerPlaces() {
    double[] places = new double[(int) (INNER * Math.exp(OUTER * OUTER_LOG)) + 2];
    for (int i = INNER; i < places.length; i++) {
      places[i] = INNER + Math.log((double) i / INNER) / OUTER_LOG;
    }
    return places;
  }

  private static double edge(int bin) {
    if (bin <= INNER) {
      return bin * INNER_STEP;
    }
    return INNER * INNER_STEP * Math.exp((bin - INNER) * OUTER_LOG);
  }

  /** Place of a refractivity among the bins of air. */
  static double air(double refractivity) {
    double place = Math.log(Math.max(refractivity, THINNEST) / THINNEST) / LOG_STEP;
    return Math.min(AIRS - 1.0, place);
  }

  /**
   * Photons per solid angle, as part of the yield of very fast particles times the electrons above
   * {@link ElectronSample#CUT}, 1/sr; interpolated between ages, airs and angles.
   *
   * @param agePlace {@link ElectronSample#place}
   * @param airPlace {@link #air}
   * @param angle angle from the shower axis in units of the Cherenkov angle
   */
  double density(double agePlace, double airPlace, double angle) {
    double centre = Math.max(0, place(angle) - 0.5);
    int bin = (int) centre;
    if (bin >= ANGLES - 1) {
      return 0;
    }
    double f = centre - bin;
    int a = Math.min(ElectronSample.AGES - 2, (int) agePlace);
    int r = Math.min(AIRS - 2, (int) airPlace);
    double fa = agePlace - a;
    double fr = airPlace - r;
    int at = (a * AIRS + r) * ANGLES + bin;
    double here = (1 - fr) * mix(at, f) + fr * mix(at + ANGLES, f);
    int older = at + AIRS * ANGLES;
    return (1 - fa) * here + fa * ((1 - fr) * mix(older, f) + fr * mix(older + ANGLES, f));
  }

  private double mix(int at, double f) {
    return (1 - f) * density[at] + f * density[at + 1];
  }

  /**
   * Row of the list of places for an age, an air and an angle; neighbours by chance.
   *
   * @param bits random bits, of which the highest 32 count
   */
  int row(double agePlace, double airPlace, double angle, long bits) {
    int a = Math.min(ElectronSample.AGES - 1, (int) (agePlace + part(bits >>> 48)));
    int r = Math.min(AIRS - 1, (int) (airPlace + part(bits >>> 32 & 0xffff)));
    return (a * AIRS + r) * ANGLES + Math.min(ANGLES - 1, bin(angle));
  }

  private static double part(long bits16) {
    return bits16 * 0x1p-16;
  }

  /**
   * Index of a place of a row, drawn by chance.
   *
   * @param bits random bits, of which the lowest 31 count
   */
  static int place(int row, long bits) {
    return row * PLACES + (int) (bits & PLACES - 1);
  }

  /** Distance of a place from the axis in the direction of the photon, radiation lengths. */
  float along(int place) {
    return places[2 * place];
  }

  /** Distance of a place from the axis across the direction of the photon, radiation lengths. */
  float across(int place) {
    return places[2 * place + 1];
  }
}
