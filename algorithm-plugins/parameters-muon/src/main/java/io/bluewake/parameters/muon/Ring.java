package io.bluewake.parameters.muon;

/** A fitted ring, deg in the telescope frame. Errors are NaN where a method has none. */
final class Ring {
  double x;
  double y;
  double radius;
  double xError;
  double yError;
  double radiusError;

  void set(double newX, double newY, double newRadius) {
    x = newX;
    y = newY;
    radius = newRadius;
  }

  void setErrors(double newXError, double newYError, double newRadiusError) {
    xError = newXError;
    yError = newYError;
    radiusError = newRadiusError;
  }

  double centerDistance() {
    return Math.sqrt(x * x + y * y);
  }

  double distance(double px, double py) {
    double dx = px - x;
    double dy = py - y;
    return Math.sqrt(dx * dx + dy * dy);
  }
}
