package io.bluewake.math.minimize;

/**
 * How much work goes into derivatives: MINUIT's strategies.
 *
 * @param gradientCycles most refinements of a first derivative
 * @param gradientStepTolerance relative change of the step below which it is good enough
 * @param gradientTolerance relative change of the derivative below which it is good enough
 * @param hessianCycles most refinements of a second derivative
 * @param hessianStepTolerance relative change of the step below which it is good enough
 * @param hessianTolerance relative change of the derivative below which it is good enough
 * @param hessianGradientCycles most refinements of a first derivative beside second derivatives
 * @param startsWithHessian whether the search starts with all second derivatives
 * @param trust uncertainty of the covariance above which second derivatives are computed at the end
 */
record Effort(
    int gradientCycles,
    double gradientStepTolerance,
    double gradientTolerance,
    int hessianCycles,
    double hessianStepTolerance,
    double hessianTolerance,
    int hessianGradientCycles,
    boolean startsWithHessian,
    double trust) {
  /** Strategy 1, the usual one. */
  static final Effort MEDIUM = new Effort(3, 0.3, 0.05, 5, 0.3, 0.05, 2, false, 0.05);

  /** Strategy 2, for functions that are hard to minimize. */
  static final Effort HIGH =
      new Effort(5, 0.1, 0.02, 7, 0.1, 0.02, 6, true, Double.NEGATIVE_INFINITY);
}
