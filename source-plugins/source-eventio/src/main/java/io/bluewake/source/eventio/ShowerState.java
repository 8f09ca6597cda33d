package io.bluewake.source.eventio;

import io.bluewake.codec.ByteReader;
import io.bluewake.codec.FormatException;
import io.bluewake.model.Column;
import io.bluewake.model.DataModel;
import io.bluewake.model.Table;
import io.bluewake.model.Telescope;

/**
 * The simulated shower (object 2020) and event (object 2021) that the next array event belongs to,
 * and the sums of its photo-electrons (object 2026).
 */
final class ShowerState {
  private static final Column ENERGY = DataModel.SHOWER.column("true_energy");
  private static final Column ALTITUDE = DataModel.SHOWER.column("true_alt");
  private static final Column AZIMUTH = DataModel.SHOWER.column("true_az");
  private static final Column CORE_X = DataModel.SHOWER.column("true_core_x");
  private static final Column CORE_Y = DataModel.SHOWER.column("true_core_y");
  private static final Column FIRST = DataModel.SHOWER.column("true_h_first_int");
  private static final Column X_MAX = DataModel.SHOWER.column("true_x_max");
  private static final Column START = DataModel.SHOWER.column("true_starting_grammage");
  private static final Column PRIMARY = DataModel.SHOWER.column("true_shower_primary_id");

  private boolean hasShower;
  private boolean hasEvent;
  private int primary;
  private float energy;
  private double azimuth;
  private double altitude;
  private float depthStart;
  private float firstInteraction;
  private float xMax;
  private float coreX;
  private float coreY;
  private int[] sums = new int[64];
  private int sumCount;

  /** Whether an object belongs here. */
  static boolean takes(int type) {
    return type == ObjectTypes.MC_SHOWER
        || type == ObjectTypes.MC_EVENT
        || type == ObjectTypes.MC_PE_SUMS;
  }

  /** Takes over an object. */
  void read(ObjectHeader object, ByteReader in) throws FormatException {
    switch (object.type) {
      case ObjectTypes.MC_SHOWER -> readShower(in, object.version);
      case ObjectTypes.MC_EVENT -> readEvent(in, object.version);
      default -> readSums(in, object.version);
    }
  }

  private void readShower(ByteReader in, int version) throws FormatException {
    Versions.atMost(in, version, 2);
    primary = in.i32();
    energy = in.f32();
    azimuth = in.f32();
    altitude = SimtelAngles.clipAltitude(in.f32());
    depthStart = version >= 1 ? in.f32() : Float.NaN;
    firstInteraction = in.f32();
    xMax = in.f32();
    hasShower = true;
    hasEvent = false;
  }

  private void readEvent(ByteReader in, int version) throws FormatException {
    Versions.atMost(in, version, 2);
    in.i32(); // shower number
    coreX = in.f32();
    coreY = in.f32();
    hasEvent = true;
    sumCount = 0;
  }

  private void readSums(ByteReader in, int version) throws FormatException {
    Versions.atMost(in, version, 2);
    in.i32(); // shower number
    int telescopes = in.i32();
    in.need(telescopes, 4);
    if (sums.length < telescopes) {
      sums = new int[telescopes];
    }
    for (int t = 0; t < telescopes; t++) {
      sums[t] = in.i32();
    }
    sumCount = telescopes;
  }

  /** Whether there has been a shower. */
  boolean hasShower() {
    return hasShower;
  }

  /** Whether there has been an event of the last shower. */
  boolean hasEvent() {
    return hasEvent;
  }

  /** Photo-electrons of a telescope, by its place in the run header; -1 if unknown. */
  int sum(int index) {
    return index < sumCount ? sums[index] : -1;
  }

  /** Appends the shower to a table. */
  void append(Table showers) {
    int row = showers.append();
    showers.set(row, ENERGY, (double) energy);
    showers.set(row, ALTITUDE, Math.toDegrees(altitude));
    showers.set(row, AZIMUTH, Math.toDegrees(azimuth));
    showers.set(row, CORE_X, (double) coreX);
    showers.set(row, CORE_Y, (double) coreY);
    showers.set(row, FIRST, (double) firstInteraction);
    showers.set(row, X_MAX, (double) xMax);
    showers.set(row, START, (double) depthStart);
    showers.set(row, PRIMARY, primary);
  }

  /** Distance of a telescope from the shower axis, m: |(t - c) x d| for the unit direction d. */
  double impactDistance(Telescope t) {
    double dirX = Math.cos(altitude) * Math.cos(azimuth);
    double dirY = -Math.cos(altitude) * Math.sin(azimuth);
    double dirZ = Math.sin(altitude);
    double x = t.x() - coreX;
    double y = t.y() - coreY;
    double z = t.z();
    double a = y * dirZ - z * dirY;
    double b = z * dirX - x * dirZ;
    double c = x * dirY - y * dirX;
    return Math.sqrt(a * a + b * b + c * c);
  }
}
