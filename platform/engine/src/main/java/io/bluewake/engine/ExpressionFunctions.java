package io.bluewake.engine;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** The functions of {@link Expression}. */
final class ExpressionFunctions {
  private ExpressionFunctions() {}

  static final Map<String, DoubleUnaryOperator> UNARY =
      Map.ofEntries(
          Map.entry("abs", Math::abs),
          Map.entry("fabs", Math::abs),
          Map.entry("sqrt", Math::sqrt),
          Map.entry("exp", Math::exp),
          Map.entry("log", Math::log),
          Map.entry("log10", Math::log10),
          Map.entry("sin", Math::sin),
          Map.entry("cos", Math::cos),
          Map.entry("tan", Math::tan),
          Map.entry("floor", Math::floor),
          Map.entry("ceil", Math::ceil),
          Map.entry("deg2rad", Math::toRadians),
          Map.entry("rad2deg", Math::toDegrees),
          Map.entry("isnan", x -> truth(Double.isNaN(x))),
          Map.entry("isfinite", x -> truth(Double.isFinite(x))));

  static final Map<String, DoubleBinaryOperator> BINARY =
      Map.of(
          "min", Math::min,
          "max", Math::max,
          "minimum", Math::min,
          "maximum", Math::max,
          "arctan2", Math::atan2,
          "hypot", Math::hypot);

  /** What can be asked of an array of pixels, and what it is called in {@link Expression.Name}. */
  static final Map<String, String> FACTS =
      Map.of(
          "sum", "sum",
          "max", "max",
          "min", "min",
          "mean", "mean",
          "std", "std",
          "size", "size",
          "len", "size",
          "count_nonzero", "count_nonzero");

  /** All names, for messages. */
  static Set<String> names() {
    Set<String> all = new TreeSet<>(UNARY.keySet());
    all.addAll(BINARY.keySet());
    return all;
  }

  static double truth(boolean value) {
    return value ? 1 : 0;
  }

  /** Remainder with the sign of the divisor, as in Python. */
  static double modulo(double a, double b) {
    double r = a % b;
    return r != 0 && (r < 0) != (b < 0) ? r + b : r;
  }
}
