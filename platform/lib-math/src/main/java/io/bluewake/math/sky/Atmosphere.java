package io.bluewake.math.sky;

/**
 * Air at the observer and wavelength of the light, for refraction.
 *
 * <p>Refraction in zenith distance z is A tan z + B tan^3 z (SOFA's {@code refco}; R. C. Stone
 * 1996, PASP 108, 1051; R. M. Green 1985, Spherical Astronomy). The model is meant for z &lt; 75
 * degrees, where it is good to 0.06 arcsec at sea level and better higher up; the values are those
 * at the telescope, not reduced to the sea. Below 3 degrees of altitude the tangent stays what it
 * is there.
 *
 * @param pressure hPa; 0 is no refraction
 * @param temperature degrees Celsius
 * @param humidity relative, 0 to 1
 * @param wavelength um; above 100 the refraction of radio waves
 */
public record Atmosphere(double pressure, double temperature, double humidity, double wavelength) {
  /** No air: no refraction. */
  public static final Atmosphere NONE = new Atmosphere(0, 0, 0, 1);

  private static final double RADIO = 100;

  /** Refuses what is not a number; numbers beyond sense are taken as the nearest sensible. */
  public Atmosphere {
    if (!Double.isFinite(pressure + temperature + humidity + wavelength)) {
      throw new IllegalArgumentException("atmosphere with a value that is not finite");
    }
    pressure = Math.min(Math.max(pressure, 0), 10000);
    temperature = Math.min(Math.max(temperature, -150), 200);
    humidity = Math.min(Math.max(humidity, 0), 1);
    wavelength = Math.min(Math.max(wavelength, 0.1), 1e6);
  }

  /** Coefficients A and B, rad. */
  void coefficients(double[] out) {
    double kelvin = temperature + 273.15;
    double vapour = vapour();
    boolean radio = wavelength > RADIO;
    double w2 = wavelength * wavelength;
    double refractivity =
        radio
            ? (77.6890e-6 * pressure - (6.3938e-6 - 0.375463 / kelvin) * vapour) / kelvin
            : ((77.53484e-6 + (4.39108e-7 + 3.666e-9 / w2) / w2) * pressure - 11.2684e-6 * vapour)
                / kelvin;
    double scale = 4.4474e-6 * kelvin;
    if (radio) {
      scale -= 0.0074 * vapour * scale;
    }
    out[0] = refractivity * (1 - scale);
    out[1] = -refractivity * (scale - refractivity / 2);
  }

  /** Pressure of water vapour, hPa. */
  private double vapour() {
    if (pressure <= 0) {
      return 0;
    }
    double t = temperature;
    double saturated =
        Math.pow(10, (0.7859 + 0.03477 * t) / (1 + 0.00412 * t))
            * (1 + pressure * (4.5e-6 + 6e-10 * t * t));
    return humidity * saturated / (1 - (1 - humidity) * saturated / pressure);
  }
}
