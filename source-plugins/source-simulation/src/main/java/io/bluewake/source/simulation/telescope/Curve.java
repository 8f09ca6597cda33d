package io.bluewake.source.simulation.telescope;

/** A function of wavelength as straight lines between points {@code nm:value}, 0 outside. */
final class Curve {
  private final double[] at;
  private final double[] value;

  Curve(String text) {
    String[] points = text.strip().split("\\s+", -1);
    at = new double[points.length];
    value = new double[points.length];
    for (int i = 0; i < points.length; i++) {
      int colon = points[i].indexOf(':');
      at[i] = Double.parseDouble(points[i].substring(0, colon));
      value[i] = Double.parseDouble(points[i].substring(colon + 1));
    }
  }

  double at(double wavelength) {
    if (wavelength < at[0] || wavelength > at[at.length - 1]) {
      return 0;
    }
    int i = 0;
    while (i < at.length - 2 && wavelength > at[i + 1]) {
      i++;
    }
    double f = (wavelength - at[i]) / (at[i + 1] - at[i]);
    return (1 - f) * value[i] + f * value[i + 1];
  }
}
