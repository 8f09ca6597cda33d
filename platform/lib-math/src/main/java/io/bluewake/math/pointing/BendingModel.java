package io.bluewake.math.pointing;

import io.bluewake.math.linear.Cholesky;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A bending model: a sum of {@link Term}s that says by how much a telescope looks beside the
 * direction its drive reports. Immutable.
 */
public final class BendingModel {
  private static final double ARCSEC = Math.PI / 648000;

  /** A model without terms, which changes nothing. */
  public static final BendingModel NONE = new BendingModel(List.of(), new double[0], new double[0]);

  private final List<Term> terms;
  private final double[] coefficients;
  private final double[] covariance;

  /**
   * A model.
   *
   * @param terms its terms
   * @param coefficients of each, rad
   * @param covariance of the coefficients, {@code [row * terms + column]}, rad²
   */
  public BendingModel(List<Term> terms, double[] coefficients, double[] covariance) {
    int n = terms.size();
    if (coefficients.length != n || covariance.length != n * n) {
      throw new IllegalArgumentException(
          n + " terms, " + coefficients.length + " coefficients, " + covariance.length);
    }
    this.terms = List.copyOf(terms);
    this.coefficients = coefficients.clone();
    this.covariance = covariance.clone();
  }

  /**
   * Reads coefficients in arcsec: {@code IA=12.5 AN=-3}.
   *
   * @throws IllegalArgumentException saying which word is wrong and what is allowed
   */
  public static BendingModel parse(String text) {
    String[] words = text.isBlank() ? new String[0] : text.strip().split("\\s+", -1);
    Term[] terms = new Term[words.length];
    double[] values = new double[words.length];
    for (int i = 0; i < words.length; i++) {
      int equals = words[i].indexOf('=');
      String name = equals < 0 ? words[i] : words[i].substring(0, equals);
      terms[i] =
          Arrays.stream(Term.values())
              .filter(term -> term.name().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "bending model: '"
                              + name
                              + "' is none of the terms "
                              + Arrays.toString(Term.values())));
      try {
        values[i] = Double.parseDouble(words[i].substring(equals + 1)) * ARCSEC;
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "bending model: '" + words[i] + "' is not TERM=ARCSEC", e);
      }
    }
    return new BendingModel(List.of(terms), values, new double[words.length * words.length]);
  }

  /** The coefficients as {@link #parse} reads them. */
  public String text() {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < coefficients.length; i++) {
      out.append(i == 0 ? "" : " ")
          .append(String.format(Locale.ROOT, "%s=%.3f", terms.get(i), coefficients[i] / ARCSEC));
    }
    return out.toString();
  }

  /** The terms. */
  public List<Term> terms() {
    return terms;
  }

  /** Coefficient of a term, rad; 0 if the model does not have it. */
  public double coefficient(Term term) {
    int i = terms.indexOf(term);
    return i < 0 ? 0 : coefficients[i];
  }

  /** Standard error of the coefficient of a term, rad. */
  public double uncertainty(Term term) {
    int i = terms.indexOf(term);
    return i < 0 ? 0 : Math.sqrt(covariance[i * terms.size() + i]);
  }

  /** By how much the telescope looks past the reported direction across, rad on the sky. */
  public double across(double azimuth, double altitude) {
    double sum = 0;
    for (int i = 0; i < coefficients.length; i++) {
      sum += coefficients[i] * terms.get(i).across(azimuth, altitude);
    }
    return sum;
  }

  /** By how much the telescope looks above the reported direction, rad. */
  public double up(double azimuth, double altitude) {
    double sum = 0;
    for (int i = 0; i < coefficients.length; i++) {
      sum += coefficients[i] * terms.get(i).up(azimuth, altitude);
    }
    return sum;
  }

  /**
   * Covariance of (across, up) at a direction: variance across, covariance, variance up, rad².
   *
   * @param out receives three numbers
   */
  public void covariance(double azimuth, double altitude, double[] out) {
    Arrays.fill(out, 0, 3, 0);
    int n = terms.size();
    for (int i = 0; i < n; i++) {
      double ai = terms.get(i).across(azimuth, altitude);
      double ui = terms.get(i).up(azimuth, altitude);
      for (int j = 0; j < n; j++) {
        double c = covariance[i * n + j];
        double aj = terms.get(j).across(azimuth, altitude);
        double uj = terms.get(j).up(azimuth, altitude);
        out[0] += ai * c * aj;
        out[1] += ai * c * uj;
        out[2] += ui * c * uj;
      }
    }
  }

  /**
   * A model and how well it describes the observations it was fitted to.
   *
   * @param model the model, with covariance
   * @param rms weighted root mean square of what is left, per coordinate, rad
   * @param used how many observations have more than half of their weight
   */
  public record Fit(BendingModel model, double rms, int used) {}

  /**
   * Least squares over observations of known directions. Observations far off lose their weight
   * (Tukey's biweight at six times the scatter, ten rounds).
   *
   * @param terms terms to fit
   * @param azimuth reported, rad
   * @param altitude reported, rad
   * @param across by how much the telescope looked past it across, rad on the sky
   * @param up by how much the telescope looked above it, rad
   * @param acrossError standard error of each across, rad
   * @param upError standard error of each up, rad
   * @throws IllegalArgumentException naming the term that the observations do not determine
   */
  public static Fit fit(
      List<Term> terms,
      double[] azimuth,
      double[] altitude,
      double[] across,
      double[] up,
      double[] acrossError,
      double[] upError) {
    int n = terms.size();
    int m = azimuth.length;
    double[] robust = new double[m];
    Arrays.fill(robust, 1);
    double[] x = new double[n];
    double[] factor = new double[n * n];
    double scatter = 0;
    for (int round = 0; round < 10; round++) {
      Arrays.fill(factor, 0);
      Arrays.fill(x, 0);
      for (int o = 0; o < m; o++) {
        double wa = robust[o] / (acrossError[o] * acrossError[o]);
        double wu = robust[o] / (upError[o] * upError[o]);
        for (int i = 0; i < n; i++) {
          double ai = terms.get(i).across(azimuth[o], altitude[o]);
          double ui = terms.get(i).up(azimuth[o], altitude[o]);
          x[i] += wa * ai * across[o] + wu * ui * up[o];
          for (int j = 0; j <= i; j++) {
            double aj = terms.get(j).across(azimuth[o], altitude[o]);
            double uj = terms.get(j).up(azimuth[o], altitude[o]);
            factor[i * n + j] += wa * ai * aj + wu * ui * uj;
          }
        }
      }
      int bad = Cholesky.decompose(factor, n);
      if (bad >= 0) {
        throw new IllegalArgumentException(
            "bending model: the observations do not determine " + terms.get(bad));
      }
      Cholesky.solve(factor, n, x);
      scatter =
          reweigh(
              new BendingModel(terms, x, new double[n * n]),
              azimuth,
              altitude,
              across,
              up,
              acrossError,
              upError,
              robust);
    }
    double[] covariance = Cholesky.inverse(factor, n);
    double excess = Math.max(1, scatter * scatter);
    int used = 0;
    double sum = 0;
    double weights = 0;
    BendingModel model = new BendingModel(terms, x, covariance);
    for (int o = 0; o < m; o++) {
      used += robust[o] > 0.5 ? 1 : 0;
      double da = across[o] - model.across(azimuth[o], altitude[o]);
      double du = up[o] - model.up(azimuth[o], altitude[o]);
      sum += robust[o] * (da * da + du * du) / 2;
      weights += robust[o];
    }
    for (int i = 0; i < n * n; i++) {
      covariance[i] *= excess;
    }
    return new Fit(new BendingModel(terms, x, covariance), Math.sqrt(sum / weights), used);
  }

  /** Sets the robust weights and returns the scatter in units of the standard errors. */
  private static double reweigh(
      BendingModel model,
      double[] azimuth,
      double[] altitude,
      double[] across,
      double[] up,
      double[] acrossError,
      double[] upError,
      double[] robust) {
    int m = azimuth.length;
    double[] off = new double[m];
    for (int o = 0; o < m; o++) {
      double da = across[o] - model.across(azimuth[o], altitude[o]);
      double du = up[o] - model.up(azimuth[o], altitude[o]);
      off[o] = Math.hypot(da / acrossError[o], du / upError[o]);
    }
    double scatter = RobustWeights.scatterOfDistances(off, m);
    double unit = Math.max(1, scatter);
    for (int o = 0; o < m; o++) {
      robust[o] = RobustWeights.biweight(off[o] / unit);
    }
    return scatter;
  }
}
