package io.bluewake.source.simulation.shower;

import io.bluewake.math.random.CounterRandom;

/**
 * Cherenkov light of single muons: photons leave the straight track on a cone, and those that hit
 * the mirror are kept, so that rings, arcs and their light follow from the geometry.
 */
final class MuonLight {
  private static final double FARTHEST = 400;

  private MuonLight() {}

  static void sample(Muon muon, Viewer viewer, Atmosphere air, CounterRandom random) {
    double way = (muon.z() - viewer.z()) / muon.uz();
    if (way <= 0) {
      return;
    }
    double x = muon.x() - way * muon.ux() - viewer.x();
    double y = muon.y() - way * muon.uy() - viewer.y();
    double along = x * muon.ux() + y * muon.uy();
    double impact = Math.sqrt(Math.max(0, x * x + y * y - along * along));
    if (impact > FARTHEST) {
      return;
    }
    double energy = muon.energyAt(viewer.z(), air);
    double ratio = Muon.MASS / Math.max(energy, 1e-3);
    double sin2 = 2 * air.refractivity(viewer.z()) - ratio * ratio;
    if (sin2 <= 1e-6) {
      return;
    }
    double cone = Math.sqrt(sin2);
    double radius = viewer.radius();
    double near = Math.max(0, (impact - radius) / cone * 0.8);
    double far = Math.min(way, (impact + radius) / cone * 1.6);
    if (far <= near) {
      return;
    }
    double half = impact > radius ? Math.asin(radius / impact) * 1.1 : Math.PI;
    light(muon, viewer, air, near, far, half, random);
  }

  private static void light(
      Muon muon,
      Viewer viewer,
      Atmosphere air,
      double near,
      double far,
      double half,
      CounterRandom random) {
    double middle = viewer.z() + 0.5 * (near + far) * muon.uz();
    double sin2 = coneSquare(muon, middle, air);
    double mean =
        Math.max(0, sin2)
            * viewer.lightYield(middle)
            * (viewer.area() / (Math.PI * viewer.radius() * viewer.radius()))
            * (far - near)
            * half
            / Math.PI;
    long n = Math.min(random.nextPoisson(mean), 1_000_000);
    double way = (muon.z() - viewer.z()) / muon.uz();
    for (long i = 0; i < n; i++) {
      double up = near + (far - near) * random.nextDouble();
      double px = muon.x() - (way - up) * muon.ux();
      double py = muon.y() - (way - up) * muon.uy();
      double pz = muon.z() - (way - up) * muon.uz();
      photon(muon, viewer, air, px, py, pz, way - up, half, random);
    }
  }

  private static double coneSquare(Muon muon, double height, Atmosphere air) {
    double ratio = Muon.MASS / Math.max(muon.energyAt(height, air), 1e-3);
    return 2 * air.refractivity(height) - ratio * ratio;
  }

  private static void photon(
      Muon muon,
      Viewer viewer,
      Atmosphere air,
      double px,
      double py,
      double pz,
      double flown,
      double half,
      CounterRandom random) {
    double sin2 = coneSquare(muon, pz, air);
    if (sin2 <= 0) {
      return;
    }
    double sin = Math.sqrt(sin2);
    double cos = Math.sqrt(1 - sin2);
    double ux = muon.ux();
    double uy = muon.uy();
    double uz = muon.uz();
    double tx = viewer.x() - px;
    double ty = viewer.y() - py;
    double tz = viewer.z() - pz;
    double ahead = tx * ux + ty * uy + tz * uz;
    double ax = tx - ahead * ux;
    double ay = ty - ahead * uy;
    double az = tz - ahead * uz;
    double across = Math.sqrt(ax * ax + ay * ay + az * az);
    if (across < 1e-6) {
      ax = 1 - ux * ux;
      ay = -ux * uy;
      az = -ux * uz;
      across = Math.sqrt(ax * ax + ay * ay + az * az);
    }
    double phi = half * (2 * random.nextDouble() - 1);
    double a = sin * Math.cos(phi) / across;
    double b = sin * Math.sin(phi) / across;
    double fx = -cos * ux + a * ax + b * (uy * az - uz * ay);
    double fy = -cos * uy + a * ay + b * (uz * ax - ux * az);
    double fz = -cos * uz + a * az + b * (ux * ay - uy * ax);
    double path = tx * fx + ty * fy + tz * fz;
    double mx = tx - path * fx;
    double my = ty - path * fy;
    double mz = tz - path * fz;
    if (path <= 0 || mx * mx + my * my + mz * mz > viewer.radius() * viewer.radius()) {
      return;
    }
    double slow = air.opticalExcess(viewer.z(), pz) / Math.max(-fz, 0.1);
    double time = muon.time() + (flown + path + slow) / Cascade.LIGHT;
    viewer.record(-fx, -fy, -fz, time, 1);
  }
}
