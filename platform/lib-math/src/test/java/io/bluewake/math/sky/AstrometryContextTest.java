package io.bluewake.math.sky;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AstrometryContextTest {
  private static final double ARCSEC = Math.PI / 648000;
  private static final Site ROQUE = Site.ofDegrees(-17.89, 28.76, 2200);
  private static final Atmosphere AIR = new Atmosphere(790, 8, 0.3, 0.4);
  private static final TaiTime TIME = new TaiTime(1_700_000_000L, 0.25);

  private final SkyModel model = SkyModel.shipped();
  private final SplittableRandom random = new SplittableRandom(11);

  @Test
  void withoutAirThereAndBackIsTheSame() {
    double worst = 0;
    for (int i = 0; i < 200; i++) {
      AstrometryContext context = model.context(site(), Atmosphere.NONE, time());
      for (int j = 0; j < 20; j++) {
        double lon = random.nextDouble(0, 2 * Math.PI);
        double lat = Math.asin(random.nextDouble(-1, 1));
        worst = Math.max(worst, thereAndBack(context, lon, lat));
      }
      worst = Math.max(worst, thereAndBack(context, 1, Math.PI / 2));
      worst = Math.max(worst, thereAndBack(context, 1, -Math.PI / 2));
    }
    assertTrue(worst < 1e-9, worst + " arcsec");
  }

  @Test
  void withAirThereAndBackIsTheSameWithinTheModel() {
    AstrometryContext context = model.context(ROQUE, AIR, TIME);
    for (int i = 0; i < 1000; i++) {
      double lon = random.nextDouble(0, 2 * Math.PI);
      assertTrue(thereAndBack(context, lon, Math.toRadians(random.nextDouble(20, 90))) < 1e-3);
    }
  }

  private static double thereAndBack(AstrometryContext context, double lon, double lat) {
    double[] a = {lon};
    double[] b = {lat};
    SkyFrames.altAzToIcrs(context, a, b, 0, 1, a, b);
    SkyFrames.icrsToAltAz(context, a, b, 0, 1, a, b);
    return SkyFrames.separation(lon, lat, a[0], b[0]) / ARCSEC;
  }

  @Test
  void refractionLiftsByAboutAnArcminuteAt45Degrees() {
    double[] high = {0.0};
    double[] free = {0.0};
    double[] b = {Math.toRadians(45)};
    AstrometryContext calm = model.context(ROQUE, Atmosphere.NONE, TIME);
    AstrometryContext windy = model.context(ROQUE, new Atmosphere(1013, 10, 0, 0.55), TIME);
    SkyFrames.altAzToIcrs(calm, new double[] {0}, b, 0, 1, free, high);
    double[] lifted = {0.0};
    SkyFrames.icrsToAltAz(windy, free, high, 0, 1, free, lifted);
    assertEquals(58.2, (lifted[0] - b[0]) / ARCSEC, 0.8);
  }

  @Test
  void lightPassingTheLimbOfTheSunBendsBy1750Milliarcseconds() {
    AstrometryContext context = model.context(ROQUE, Atmosphere.NONE, TIME);
    double[] e = context.fromSun;
    double angle = Math.toRadians(959.63 / 3600);
    double norm = Math.sqrt(e[0] * e[0] + e[1] * e[1]);
    double[] side = {-e[1] / norm, e[0] / norm, 0};
    double[] p = new double[3];
    for (int i = 0; i < 3; i++) {
      p[i] = -e[i] * Math.cos(angle) + side[i] * Math.sin(angle);
    }
    double[] there = new double[3];
    double[] bare = new double[3];
    Relativity.toProper(context, p[0], p[1], p[2], there, 0);
    // Without the bending: as if the Sun were far away.
    double distance = context.sunDistance;
    context.sunDistance = 1e12;
    Relativity.toProper(context, p[0], p[1], p[2], bare, 0);
    context.sunDistance = distance;
    double moved = angle(there, bare) / ARCSEC;
    assertEquals(1.75 / distance, moved, 0.02);
  }

  private static double angle(double[] a, double[] b) {
    double dx = a[0] - b[0];
    double dy = a[1] - b[1];
    double dz = a[2] - b[2];
    return Math.sqrt(dx * dx + dy * dy + dz * dz);
  }

  @Test
  void aberrationOfAYearIs20Arcseconds() {
    double[] there = new double[3];
    double least = 100;
    double most = 0;
    for (int day = 0; day < 366; day++) {
      AstrometryContext context = model.context(ROQUE, Atmosphere.NONE, TIME.plus(day * 86400.0));
      // The pole of the ecliptic is always moved by the full constant of aberration.
      double tilt = Math.toRadians(23.43928);
      double[] pole = {0, -Math.sin(tilt), Math.cos(tilt)};
      Relativity.toProper(context, pole[0], pole[1], pole[2], there, 0);
      double moved = angle(there, pole) / ARCSEC;
      least = Math.min(least, moved);
      most = Math.max(most, moved);
    }
    assertEquals(20.4955 * (1 - 0.0167), least, 0.33);
    assertEquals(20.4955 * (1 + 0.0167), most, 0.33);
  }

  @Test
  void interpolatedContextsAreWithinATenthOfAMicroarcsecond() {
    ContextInterpolator interpolator =
        new ContextInterpolator(model, ContextInterpolator.STEP_SECONDS);
    AstrometryContext fast = new AstrometryContext(ROQUE, Atmosphere.NONE);
    double worst = 0;
    for (int night = 0; night < 20; night++) {
      TaiTime start = time();
      for (int i = 0; i < 20; i++) {
        TaiTime now = start.plus(i * 57.3);
        interpolator.set(now.seconds(), now.fraction(), fast);
        worst = Math.max(worst, apart(fast, model.context(ROQUE, Atmosphere.NONE, now)));
      }
    }
    assertTrue(worst < 1e-7, worst + " arcsec");
  }

  @Test
  void interpolationHoldsThroughALeapSecondAndBackwards() {
    ContextInterpolator interpolator =
        new ContextInterpolator(model, ContextInterpolator.STEP_SECONDS);
    AstrometryContext fast = new AstrometryContext(ROQUE, Atmosphere.NONE);
    long leap = 1483228800L + 36;
    for (int i = 700; i >= -700; i -= 35) {
      interpolator.set(leap + i, 0.125, fast);
      AstrometryContext exact = model.context(ROQUE, Atmosphere.NONE, new TaiTime(leap + i, 0.125));
      assertTrue(apart(fast, exact) < 1e-7);
    }
  }

  private static double apart(AstrometryContext one, AstrometryContext other) {
    double[] a = {1.0};
    double[] b = {0.7};
    double[] c = {1.0};
    double[] d = {0.7};
    SkyFrames.icrsToAltAz(one, a, b, 0, 1, a, b);
    SkyFrames.icrsToAltAz(other, c, d, 0, 1, c, d);
    return SkyFrames.separation(a[0], b[0], c[0], d[0]) / ARCSEC;
  }

  @Test
  void notANumberStaysOne() {
    AstrometryContext context = model.context(ROQUE, AIR, TIME);
    double[] a = {Double.NaN, 1, 2};
    double[] b = {1, Double.NaN, 0.5};
    SkyFrames.icrsToAltAz(context, a, b, 0, 3, a, b);
    assertTrue(Double.isNaN(a[0]) && Double.isNaN(b[0]));
    assertTrue(Double.isNaN(a[1]) && Double.isNaN(b[1]));
    assertTrue(a[2] >= 0 && a[2] < 2 * Math.PI);
  }

  @Test
  void timesBefore1972AndPlacesOffTheEarthAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> model.context(ROQUE, AIR, new TaiTime(0, 0)));
    assertThrows(IllegalArgumentException.class, () -> Site.ofDegrees(0, 91, 0));
    assertThrows(IllegalArgumentException.class, () -> Site.ofDegrees(Double.NaN, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Atmosphere(Double.NaN, 0, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new ContextInterpolator(model, 0));
  }

  @Test
  void directionsAndTimesWithinAStepAllocateNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    ContextInterpolator interpolator = new ContextInterpolator(model, 300);
    AstrometryContext context = new AstrometryContext(ROQUE, AIR);
    double[] a = new double[100];
    double[] b = new double[100];
    long seconds = 1_700_000_100L;
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 20; i++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      interpolator.set(seconds + i, 0.5, context);
      SkyFrames.icrsToAltAz(context, a, b, 0, a.length, a, b);
      SkyFrames.altAzToIcrs(context, a, b, 0, a.length, a, b);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, least);
  }

  private Site site() {
    return new Site(random.nextDouble(-3, 3), random.nextDouble(-1.5, 1.5), 2000);
  }

  private TaiTime time() {
    return new TaiTime(random.nextLong(1_000_000_000L, 1_790_000_000L), random.nextDouble());
  }
}
