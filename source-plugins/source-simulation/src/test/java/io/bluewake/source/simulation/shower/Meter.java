package io.bluewake.source.simulation.shower;

/** A square metre that counts photons of 300 to 600 nm without absorption. */
record Meter(double x, double y, double z) implements Viewer {
  @Override
  public double excess() {
    return 0;
  }

  @Override
  public double lightYield(double height) {
    return 2 * Math.PI / 137.036 * (1 / 300e-9 - 1 / 600e-9);
  }

  @Override
  public double area() {
    return 1;
  }

  @Override
  public double radius() {
    return 0.6;
  }

  @Override
  public void record(double dx, double dy, double dz, double timeNs, double number) {
    throw new AssertionError("only expectations are asked for");
  }

  @Override
  public boolean sees(double dx, double dy, double dz) {
    return true;
  }
}
