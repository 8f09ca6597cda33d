package io.bluewake.codec.settings;

/**
 * A key whose value is a number.
 *
 * @param text how it is written
 * @param min smallest value
 * @param max largest value
 * @param whole whether only whole numbers are allowed
 */
public record NumberKey(String text, double min, double max, boolean whole) {
  /**
   * The value of a line.
   *
   * @param line says where it is
   * @throws SettingsException when it is no number within the limits
   */
  public double value(SettingsLine line) throws SettingsException {
    double number;
    try {
      number = Double.parseDouble(line.value());
    } catch (NumberFormatException e) {
      throw new SettingsException(
          line.place() + ": " + text + " is a number, not '" + line.printable() + "'", e);
    }
    boolean inside = number >= min && number <= max;
    if (!inside || (whole && number != Math.rint(number))) {
      throw new SettingsException(
          line.place()
              + ": "
              + text
              + " is "
              + (whole ? "a whole number" : "a number")
              + " from "
              + min
              + " to "
              + max
              + ", not "
              + line.printable());
    }
    return number;
  }
}
