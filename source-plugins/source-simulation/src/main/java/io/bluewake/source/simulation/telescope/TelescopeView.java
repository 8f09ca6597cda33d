package io.bluewake.source.simulation.telescope;

import io.bluewake.math.random.CounterRandom;
import io.bluewake.source.simulation.shower.Atmosphere;
import io.bluewake.source.simulation.shower.Photons;
import io.bluewake.source.simulation.shower.Viewer;

/**
 * A telescope that looks at a shower: turns directions of light into pixels, with the spread of the
 * optics. One per thread.
 */
public final class TelescopeView implements Viewer {
  private static final Atmosphere AIR = new Atmosphere();

  private final CameraTrigger trigger;
  private final Photons photons = new Photons();
  private final double[] seen = new double[2];
  private TelescopeState telescope;
  private TelescopeModel model;
  private CounterRandom random;
  private double x;
  private double y;
  private double z;
  private double ground;
  private double excess;
  private double ca;
  private double sa;
  private double cz;
  private double sz;
  private double cosField;
  private double cosTurn;
  private double sinTurn;
  private double triggerTime;
  private int triggeredGroups;

  private TelescopeView(CameraTrigger trigger) {
    this.trigger = trigger;
  }

  /** Creates views that see nothing yet and are used by one thread: they share the trigger. */
  public static TelescopeView[] create(int count) {
    CameraTrigger shared = new CameraTrigger();
    TelescopeView[] views = new TelescopeView[count];
    for (int i = 0; i < count; i++) {
      views[i] = new TelescopeView(shared);
    }
    return views;
  }

  /**
   * Looks with a telescope.
   *
   * @param coreX core of the shower, m
   * @param coreY core of the shower, m
   * @param groundHeight height of the site above sea level, m
   * @param azimuth reported pointing, rad
   * @param altitude reported pointing, rad
   * @param sink by how much the telescope hangs below that, rad
   * @param turn by how much the camera is turned, rad
   */
  public void look(
      TelescopeState with,
      double coreX,
      double coreY,
      double groundHeight,
      double azimuth,
      double altitude,
      double sink,
      double turn,
      CounterRandom numbers) {
    telescope = with;
    model = with.model();
    random = numbers;
    ground = groundHeight;
    x = with.x() - coreX;
    y = with.y() - coreY;
    z = with.z() + groundHeight;
    excess = AIR.opticalExcess(z);
    double az = azimuth + with.errorAzimuth() / Math.max(0.1, Math.cos(altitude));
    double alt = altitude + with.errorAltitude() - sink;
    ca = Math.cos(alt);
    sa = Math.sin(alt);
    cz = Math.cos(az);
    sz = Math.sin(az);
    cosField = Math.cos(Math.min(0.5, model.fieldRadius() + 0.02));
    cosTurn = Math.cos(turn);
    sinTurn = Math.sin(turn);
    photons.clear();
  }

  @Override
  public double x() {
    return x;
  }

  @Override
  public double y() {
    return y;
  }

  @Override
  public double z() {
    return z;
  }

  @Override
  public double excess() {
    return excess;
  }

  @Override
  public double lightYield(double height) {
    return model.lightYield(height - ground);
  }

  @Override
  public double area() {
    return model.area();
  }

  @Override
  public double radius() {
    return model.radius();
  }

  @Override
  public boolean sees(double dx, double dy, double dz) {
    double ahead = ca * cz * dx - ca * sz * dy + sa * dz;
    return ahead > 0 && ahead * ahead > cosField * cosField * (dx * dx + dy * dy + dz * dz);
  }

  /**
   * Where a direction is seen.
   *
   * @param out receives longitude and latitude on the camera, rad
   * @return false when it is behind the telescope
   */
  boolean place(double dx, double dy, double dz, double[] out) {
    double ahead = ca * cz * dx - ca * sz * dy + sa * dz;
    if (ahead <= 0) {
      return false;
    }
    double right = (-sz * dx - cz * dy) / ahead;
    double up = (-sa * cz * dx + sa * sz * dy + ca * dz) / ahead;
    out[0] = cosTurn * right - sinTurn * up;
    out[1] = sinTurn * right + cosTurn * up;
    return true;
  }

  @Override
  public void record(double dx, double dy, double dz, double timeNs, double number) {
    if (!place(dx, dy, dz, seen)) {
      return;
    }
    double lon = seen[0];
    double lat = seen[1];
    if (number <= 1) {
      hit(lon, lat, timeNs, number);
      return;
    }
    // Bunches are spread, or the point spread function would be as coarse as they are.
    int parts = (int) Math.min(4, Math.ceil(number));
    long left = Math.round(number);
    for (int i = parts; i > 0; i--) {
      long part = left / i;
      left -= part;
      hit(lon, lat, timeNs, (double) part);
    }
  }

  private void hit(double lon, double lat, double timeNs, double number) {
    double blur = model.psfOfSquare(lon * lon + lat * lat);
    long bits = random.nextLong();
    int pixel =
        model.pixelAt(
            lon + blur * CounterRandom.coarseGaussian(bits),
            lat + blur * CounterRandom.coarseGaussian(bits >>> 16));
    if (pixel >= 0) {
      double late = model.timeSpread() * CounterRandom.coarseGaussian(bits >>> 32);
      photons.add(pixel, timeNs + late, number);
    }
  }

  /** What arrived since {@link #look}. */
  public Photons photons() {
    return photons;
  }

  /**
   * Whether the camera triggers on what arrived.
   *
   * @param skyFactor night sky light against the nominal one
   */
  public boolean triggers(double skyFactor) {
    boolean fires = trigger.fires(model.trigger(), telescope, photons, skyFactor, random);
    triggerTime = trigger.time;
    triggeredGroups = trigger.over;
    return fires;
  }

  /** When the camera triggered, as the times of the photons, ns. */
  public double triggerTime() {
    return triggerTime;
  }

  /** Groups of pixels over threshold. */
  public int triggeredGroups() {
    return triggeredGroups;
  }
}
