package io.bluewake.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.Column;
import io.bluewake.model.Schema;
import io.bluewake.model.Subarray;
import io.bluewake.model.Table;
import io.bluewake.spi.Reconstructor;
import io.bluewake.testkit.StereoScene.Image;
import io.bluewake.testkit.StereoScene.Shower;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * What every geometry reconstruction from image axes must do: find showers that were seen without
 * error, whatever way the telescopes look, and give nothing where nothing can be known. Text with
 * numbers of another program is {@code stereo-numbers.txt} beside the subclass.
 */
@Seeded
public abstract class GeometryContract {
  /** Five telescopes. */
  protected static final Subarray ARRAY =
      StereoScene.array(
          2000,
          2.5,
          new double[] {-70, 60, 12},
          new double[] {80, 45, -5},
          new double[] {65, -90, 3},
          new double[] {-55, -75, 20},
          new double[] {5, 160, 0});

  /** The reconstruction with its default options, a new instance. */
  protected abstract Reconstructor reconstructor();

  /** How well heights must be found, m. */
  protected abstract double heightTolerance(Shower shower);

  /** How well numbers of another program must agree, relative. */
  protected abstract double numbersTolerance();

  /** Whether it gives the direction of image axes seen from the core. */
  protected abstract boolean givesCoreDirections();

  /** Reconstructs all events of a scene. */
  protected Result reconstruct(StereoScene in) {
    Reconstructor plugin = reconstructor();
    Schema perEvent = plugin.provides(in.subarray().size());
    MemoryRows stereo = new MemoryRows(perEvent, in.events());
    MemoryRows telescope = new MemoryRows(plugin.providesPerTelescope(), in.telescopeRows());
    MemoryRows core = new MemoryRows(Reconstructor.CORE, in.telescopeRows());
    plugin.reconstruct(in, stereo, telescope, core);
    return new Result(stereo.table(), telescope.table(), core.table());
  }

  /**
   * The tables that a reconstruction fills.
   *
   * @param stereo per event
   * @param telescope per telescope row
   * @param core directions seen from the core, per telescope row
   */
  protected record Result(Table stereo, Table telescope, Table core) {
    /** A value of an event. */
    public double get(int event, String name) {
      return stereo.getDouble(event, stereo.schema().column(name));
    }

    /** Whether an event could be reconstructed. */
    public boolean isValid(int event) {
      return get(event, "is_valid") == 1;
    }

    /** Impact distance of a row, m. */
    public double impact(int row) {
      return telescope.getDouble(row, telescope.schema().column("distance"));
    }

    /** Direction of the image axis of a row seen from the core, deg. */
    public double corePsi(int row) {
      return core.getDouble(row, core.schema().column("psi"));
    }
  }

  /** One event seen by the first telescopes, pointing apart at random. */
  protected static StereoScene look(
      Shower shower, double az, double alt, int count, double spread, RandomGenerator random) {
    StereoScene in = new StereoScene(ARRAY).event(az, alt);
    for (int t = 0; t < count; t++) {
      double dAz = spread * random.nextDouble(-1, 1) / Math.cos(Math.toRadians(alt));
      double dAlt = spread * random.nextDouble(-1, 1);
      in.image(in.look(shower, t, az + dAz, alt + dAlt), true);
    }
    return in;
  }

  private static double angleTo(Result result, Shower shower) {
    double alt = Math.toRadians(result.get(0, "alt"));
    double trueAlt = Math.toRadians(shower.altitude());
    double dAz = Math.toRadians(result.get(0, "az") - shower.azimuth());
    double cos =
        Math.sin(alt) * Math.sin(trueAlt) + Math.cos(alt) * Math.cos(trueAlt) * Math.cos(dAz);
    return Math.toDegrees(Math.acos(Math.min(1, cos)));
  }

  /** The reconstruction finds the shower. */
  protected final void assertFinds(Shower shower, StereoScene in, String what) {
    Result result = reconstruct(in);
    assertTrue(result.isValid(0), what);
    assertEquals(0, angleTo(result, shower), 0.005, what + ": direction");
    // Angles for tangents cost about (2 deg)^2 / 2 of the 200 m to the core, more at low altitude.
    assertEquals(shower.coreX(), result.get(0, "core_x"), 4, what + ": core x");
    assertEquals(shower.coreY(), result.get(0, "core_y"), 4, what + ": core y");
    assertEquals(
        shower.height() + 2000, result.get(0, "h_max"), heightTolerance(shower), what + ": height");
    assertTrue(result.get(0, "az") >= 0 && result.get(0, "az") < 360, what + ": azimuth range");
    for (int row = 0; row < in.telescopeRows(); row++) {
      double expected = shower.impact(ARRAY.telescope(in.telescope()[row]));
      assertEquals(expected, result.impact(row), 4, what + ": impact of row " + row);
    }
  }

  /** A shower near a direction. */
  protected static Shower showerNear(double az, double alt, RandomGenerator random) {
    return new Shower(
        az + random.nextDouble(-0.8, 0.8) / Math.cos(Math.toRadians(alt)),
        alt + random.nextDouble(-0.8, 0.8),
        random.nextDouble(-120, 120),
        random.nextDouble(-120, 120),
        random.nextDouble(6000, 10000));
  }

  @Test
  void showerIsFoundByParallelTelescopes(RandomGenerator random) {
    for (int i = 0; i < 300; i++) {
      double az = random.nextDouble(0, 360);
      double alt = random.nextDouble(40, 85);
      Shower shower = showerNear(az, alt, random);
      int count = random.nextInt(3, 6);
      assertFinds(shower, look(shower, az, alt, count, 0, random), shower + " from " + count);
    }
  }

  @Test
  void showerIsFoundAcrossTheNorth(RandomGenerator random) {
    for (double trueAz : new double[] {359.9, 0, 0.1}) {
      for (double az : new double[] {359.6, 0, 0.3}) {
        Shower shower = new Shower(trueAz, 70.4, 30, -50, 8000);
        assertFinds(shower, look(shower, az, 70, 4, 0, random), trueAz + " from " + az);
      }
    }
  }

  @Test
  void twoTelescopesAreEnoughAndHaveNoSpread(RandomGenerator random) {
    Shower shower = new Shower(179.5, 69.5, -20, 30, 9000);
    Result result = reconstruct(look(shower, 180, 70, 2, 0, random));
    assertEquals(0, angleTo(result, shower), 0.005);
    assertEquals(0, result.get(0, "alt_uncert"), 1e-6);
    assertEquals(0, result.get(0, "az_uncert"), 1e-6);
  }

  @Test
  void turningTheWorldTurnsTheResult(RandomGenerator random) {
    Shower shower = new Shower(180.4, 69.5, -20, 30, 9000);
    Result plain = reconstruct(look(shower, 180, 70, 4, 0, random));
    double turn = 33;
    double c = Math.cos(Math.toRadians(turn));
    double s = Math.sin(Math.toRadians(turn));
    double[][] positions = new double[ARRAY.size()][];
    for (int t = 0; t < positions.length; t++) {
      var p = ARRAY.telescope(t);
      positions[t] = new double[] {c * p.x() + s * p.y(), c * p.y() - s * p.x(), p.z()};
    }
    StereoScene turned =
        new StereoScene(StereoScene.array(2000, 2.5, positions)).event(180 + turn, 70);
    StereoScene before = look(shower, 180, 70, 4, 0, random);
    for (int t = 0; t < 4; t++) {
      Image image = before.look(shower, t, 180, 70);
      turned.image(
          new Image(t, 180 + turn, 70, image.lon(), image.lat(), image.psi(), 1000, 0.3, 0.1),
          true);
    }

    Result result = reconstruct(turned);

    double x = plain.get(0, "core_x");
    double y = plain.get(0, "core_y");
    // Pointings are single precision, about 1e-5 degrees.
    assertEquals(plain.get(0, "az") + turn, result.get(0, "az"), 1e-4);
    assertEquals(plain.get(0, "alt"), result.get(0, "alt"), 1e-4);
    assertEquals(c * x + s * y, result.get(0, "core_x"), 1e-2);
    assertEquals(c * y - s * x, result.get(0, "core_y"), 1e-2);
    assertEquals(plain.get(0, "core_tilted_x"), result.get(0, "core_tilted_x"), 1e-2);
    assertEquals(plain.get(0, "h_max"), result.get(0, "h_max"), 1);
  }

  @Test
  void brightLongImagesWeighMore() {
    Shower shower = new Shower(0, 70, 10, 20, 9000);
    StereoScene in = new StereoScene(ARRAY);
    for (double intensity : new double[] {100, 100_000}) {
      in.event(0, 70);
      for (int t = 0; t < 4; t++) {
        Image i = in.look(shower, t, 0, 70);
        double wrong = t == 3 ? 10 : 0;
        double light = t == 3 ? 100 : intensity;
        in.image(new Image(t, 0, 70, i.lon(), i.lat(), i.psi() + wrong, light, 0.3, 0.1), true);
      }
    }

    Result result = reconstruct(in);

    double dim = Math.abs(result.get(0, "alt") - 70);
    double bright = Math.abs(result.get(1, "alt") - 70);
    assertTrue(bright < 0.01 * dim, bright + " < " + dim);
  }

  @Test
  void telescopesThatWereNotSelectedOnlyGetAnImpactDistance() {
    Shower shower = new Shower(0, 70, 10, 20, 9000);
    StereoScene in = new StereoScene(ARRAY).event(0, 70);
    for (int t = 0; t < 5; t++) {
      Image i = in.look(shower, t, 0, 70);
      boolean selected = t != 1;
      in.image(selected ? i : new Image(t, 0, 70, Double.NaN, 0, 0, 9e9, 0, 0), selected);
    }

    Result result = reconstruct(in);

    assertEquals(0, angleTo(result, shower), 0.005);
    assertEquals(shower.impact(ARRAY.telescope(1)), result.impact(1), 2);
    assertTrue(Double.isNaN(result.corePsi(1)));
    assertEquals(givesCoreDirections(), Double.isFinite(result.corePsi(2)));
    assertEquals(1000, result.get(0, "average_intensity"), 1e-9);
    Column telescopes = result.stereo().schema().column("telescopes");
    for (int t = 0; t < 5; t++) {
      assertEquals(t == 1 ? 0 : 1, result.stereo().getElement(0, telescopes, t), "telescope " + t);
    }
  }

  /** An event has only missing values. */
  protected static void assertNothing(Result result, int event, int rows, String what) {
    assertFalse(result.isValid(event), what);
    for (Column column : result.stereo().schema().columns()) {
      for (int e = 0; e < column.elements(); e++) {
        double value = result.stereo().getElement(event, column, e);
        boolean flag = column.name().equals("is_valid") || column.name().equals("telescopes");
        assertTrue(flag ? value == 0 : Double.isNaN(value), what + ": " + column.name());
      }
    }
    for (int row = 0; row < rows; row++) {
      assertTrue(Double.isNaN(result.impact(row)), what + ": impact");
      assertTrue(Double.isNaN(result.corePsi(row)), what + ": core psi");
    }
  }

  @Test
  void eventsThatCannotBeReconstructedStayMissing() {
    Shower shower = new Shower(0, 70, 10, 20, 9000);
    StereoScene scene = new StereoScene(ARRAY);
    Image first = scene.look(shower, 0, 0, 70);
    Image second = scene.look(shower, 1, 0, 70);
    assertNothing(reconstruct(new StereoScene(ARRAY).event(0, 70)), 0, 0, "no telescope");
    assertNothing(
        reconstruct(new StereoScene(ARRAY).event(0, 70).image(first, true).image(second, false)),
        0,
        2,
        "one telescope");
    for (double width : new double[] {0, Double.NaN}) {
      Image bad = new Image(1, 0, 70, second.lon(), second.lat(), second.psi(), 1000, 0.3, width);
      assertNothing(
          reconstruct(new StereoScene(ARRAY).event(0, 70).image(first, true).image(bad, true)),
          0,
          2,
          "width " + width);
    }
    Image lost = new Image(1, 0, 70, Double.NaN, 0, 10, 1000, 0.3, 0.1);
    assertNothing(
        reconstruct(new StereoScene(ARRAY).event(0, 70).image(first, true).image(lost, true)),
        0,
        2,
        "no centroid");
    Image same = new Image(1, 0, 70, first.lon(), first.lat(), first.psi(), 1000, 0.3, 0.1);
    assertNothing(
        reconstruct(new StereoScene(ARRAY).event(0, 70).image(first, true).image(same, true)),
        0,
        2,
        "parallel axes");
    StereoScene nowhere = new StereoScene(ARRAY).eventAt(Double.NaN, Double.NaN);
    assertNothing(
        reconstruct(nowhere.image(first, true).image(second, true)), 0, 2, "no array pointing");
  }

  @Test
  void eventsDoNotInfluenceEachOther() {
    Shower shower = new Shower(0, 70, 10, 20, 9000);
    StereoScene together = new StereoScene(ARRAY);
    StereoScene alone = new StereoScene(ARRAY).event(0, 70);
    together.event(90, 50).event(0, 70);
    for (int t = 0; t < 4; t++) {
      together.image(together.look(shower, t, 0, 70), true);
      alone.image(alone.look(shower, t, 0, 70), true);
    }
    together.event(0, 70).image(together.look(shower, 2, 0, 70), true);

    Result all = reconstruct(together);
    Result one = reconstruct(alone);

    for (Column column : all.stereo().schema().columns()) {
      assertEquals(
          one.stereo().getDouble(0, column), all.stereo().getDouble(1, column), column.name());
    }
    assertFalse(all.isValid(0));
    assertFalse(all.isValid(2));
  }

  @Test
  void noEventsAreNoWork() {
    assertEquals(0, reconstruct(new StereoScene(ARRAY)).stereo().rows());
  }

  @Test
  void numbersAreThoseOfCtapipe() throws IOException {
    StereoNumbers numbers;
    try (InputStream text = getClass().getResourceAsStream("stereo-numbers.txt")) {
      numbers = StereoNumbers.read(text);
    }
    Result result = reconstruct(numbers.in());
    assertEquals(24, numbers.results().size());
    for (int event = 0; event < numbers.results().size(); event++) {
      for (Map.Entry<String, Double> entry : numbers.results().get(event).entrySet()) {
        double actual = result.get(event, entry.getKey());
        String what = "event " + event + ", " + entry.getKey();
        assertTrue(
            Checks.close(entry.getValue(), actual, numbersTolerance()),
            what + ": " + entry.getValue() + " is " + actual);
      }
    }
    for (int row = 0; row < numbers.impact().size(); row++) {
      assertTrue(Checks.close(numbers.impact().get(row), result.impact(row), 1e-6), "row " + row);
      if (givesCoreDirections()) {
        double expected = numbers.corePsi().get(row);
        assertTrue(Checks.close(expected, result.corePsi(row), 1e-6), "row " + row);
      }
    }
  }

  @Test
  void steadyStateAllocatesNothing(RandomGenerator random) {
    StereoScene in = look(showerNear(10, 70, random), 10, 70, 5, 1, random);
    Reconstructor plugin = reconstructor();
    MemoryRows stereo = new MemoryRows(plugin.provides(ARRAY.size()), 1);
    MemoryRows telescope = new MemoryRows(plugin.providesPerTelescope(), 5);
    MemoryRows core = new MemoryRows(Reconstructor.CORE, 5);
    assertEquals(0, Checks.bytesPerCall(() -> plugin.reconstruct(in, stereo, telescope, core)));
  }
}
