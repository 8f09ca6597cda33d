package io.bluewake.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.Camera;
import io.bluewake.model.GeodeticLocation;
import io.bluewake.model.PixelChunk;
import io.bluewake.model.PixelSeries;
import io.bluewake.model.Telescope;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.model.TimeSeries;
import io.bluewake.spi.PointingSensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link PointingSensor} must do. A subclass says how to create one and gives monitoring
 * data in which it finds something.
 */
public abstract class PointingSensorContract {
  private static final GeodeticLocation PLACE = new GeodeticLocation(28.76, -17.89, 2200);

  /** Creates the plug-in under test, a new instance at each call. */
  protected abstract PointingSensor create();

  /** Camera of the telescope that looks. */
  protected abstract Camera camera();

  /** Monitoring data of that telescope in which the sensor finds at least one valid entry. */
  protected abstract TelescopeMonitoring known() throws IOException;

  /** Where the telescope stands. */
  protected GeodeticLocation place() {
    return PLACE;
  }

  /** Where the telescope points if the monitoring data do not say, rad. */
  protected double azimuth() {
    return 4;
  }

  /** The same, rad. */
  protected double altitude() {
    return 1.1;
  }

  private Telescope telescope() {
    return new Telescope(1, "toy", 0, 0, 0, camera());
  }

  private TimeSeries measure(PointingSensor sensor, Telescope telescope, TelescopeMonitoring m) {
    return sensor.measure(telescope, place(), m, azimuth(), altitude());
  }

  private static int valid(TimeSeries series) {
    int n = 0;
    for (int i = 0; i < series.size(); i++) {
      n += isValid(series, i) ? 1 : 0;
    }
    return n;
  }

  private static boolean isValid(TimeSeries series, int entry) {
    return series.has("is_valid") ? series.values("is_valid")[entry] != 0 : series.size() > 0;
  }

  private static void assertSame(TimeSeries a, TimeSeries b) {
    assertEquals(a.size(), b.size());
    assertEquals(a.columns(), b.columns());
    for (int i = 0; i < a.size(); i++) {
      assertEquals(a.timeNs(i), b.timeNs(i));
      assertEquals(a.endNs(i), b.endNs(i));
    }
    a.columns().forEach(name -> assertArrayEquals(a.values(name), b.values(name), name));
  }

  /** The same data with other values of pixels. */
  private static TelescopeMonitoring changed(
      TelescopeMonitoring known,
      java.util.function.UnaryOperator<double[]> change,
      boolean numbers) {
    Map<String, PixelSeries> pixels = new LinkedHashMap<>();
    for (String name : known.pixelNames()) {
      List<PixelChunk> chunks = new ArrayList<>();
      PixelSeries series = known.pixels(name);
      for (int i = 0; i < series.size(); i++) {
        PixelChunk c = series.chunk(i);
        Map<String, double[]> columns = new LinkedHashMap<>();
        c.columns().forEach(column -> columns.put(column, change.apply(c.values(column))));
        chunks.add(
            new PixelChunk(
                c.startNs(),
                c.endNs(),
                c.channels(),
                c.pixels(),
                columns,
                c.events(),
                c.outlier(),
                c.valid()));
      }
      pixels.put(name, PixelSeries.of(chunks));
    }
    Map<String, TimeSeries> series = new LinkedHashMap<>();
    for (String name : known.seriesNames()) {
      series.put(name, numbers ? known.all(name).get(0) : changed(known.all(name).get(0), change));
    }
    return TelescopeMonitoring.of(pixels, series);
  }

  private static TimeSeries changed(
      TimeSeries from, java.util.function.UnaryOperator<double[]> change) {
    Map<String, double[]> columns = new LinkedHashMap<>();
    Map<String, String> units = new LinkedHashMap<>();
    for (String column : from.columns()) {
      columns.put(column, change.apply(from.values(column)));
      units.put(column, from.unit(column));
    }
    long[] time = IntStream.range(0, from.size()).mapToLong(from::timeNs).toArray();
    long[] end = IntStream.range(0, from.size()).mapToLong(from::endNs).toArray();
    return new TimeSeries(time, end, columns, units, 0);
  }

  @Test
  void whatItMeasuresHasAName() {
    assertFalse(create().series().isBlank());
    assertEquals(create().series(), create().series());
    assertNotEquals(TelescopeMonitoring.POINTING, create().series(), "that is what drives report");
  }

  @Test
  void nothingIsMeasuredWhenNothingIsKnown() {
    assertEquals(0, measure(create(), telescope(), TelescopeMonitoring.NONE).size());
  }

  @Test
  void entriesAreIntervalsInOrderAndValidOnesAreNumbers() throws IOException {
    TimeSeries found = measure(create(), telescope(), known());
    assertTrue(valid(found) > 0, "something is found");
    for (int i = 0; i < found.size(); i++) {
      assertTrue(found.endNs(i) >= found.timeNs(i), "end of entry " + i);
      assertTrue(i == 0 || found.timeNs(i) >= found.timeNs(i - 1), "order of entry " + i);
    }
    List<String> angles =
        found.columns().stream().filter(c -> found.unit(c).equals("deg")).toList();
    assertTrue(angles.size() >= 2, "two angles in degrees among " + found.columns());
    for (int i = 0; i < found.size(); i++) {
      for (String column : angles.subList(0, 2)) {
        double value = found.values(column)[i];
        assertTrue(!isValid(found, i) || Double.isFinite(value), column + " of entry " + i);
      }
      for (String column : found.columns()) {
        double value = found.values(column)[i];
        assertTrue(!column.endsWith("_uncert") || !(value < 0), column + " of entry " + i);
      }
    }
  }

  @Test
  void dataWithoutNumbersGiveNothingValid() throws IOException {
    TelescopeMonitoring empty =
        changed(
            known(),
            values -> {
              double[] none = values.clone();
              Arrays.fill(none, Double.NaN);
              return none;
            },
            false);
    assertEquals(0, valid(measure(create(), telescope(), empty)));
  }

  @Test
  void aFewPixelsWithoutNumbersAreEndured() throws IOException {
    TelescopeMonitoring damaged =
        changed(
            known(),
            values -> {
              double[] some = values.clone();
              for (int i = 0; i < some.length; i += 37) {
                some[i] = Double.NaN;
              }
              return some;
            },
            true);
    assertTrue(valid(measure(create(), telescope(), damaged)) > 0, "something is found");
  }

  @Test
  void anUnknownPointingIsEndured() throws IOException {
    TimeSeries found = create().measure(telescope(), place(), known(), Double.NaN, Double.NaN);
    for (int i = 0; i < found.size() && known().all(TelescopeMonitoring.POINTING).isEmpty(); i++) {
      assertFalse(isValid(found, i), "entry " + i + " is valid without a pointing");
    }
  }

  @Test
  void telescopesAreMeasuredOnTheirOwn() throws IOException {
    PointingSensor sensor = create();
    TimeSeries first = measure(sensor, telescope(), known());
    measure(
        sensor,
        new Telescope(2, "other", 0, 0, 0, ToyCamera.hexagonal(7)),
        TelescopeMonitoring.NONE);
    assertSame(first, measure(sensor, telescope(), known()));
    assertSame(first, measure(create(), telescope(), known()));
  }

  @Test
  void dataAreNotChanged() throws IOException {
    TelescopeMonitoring known = known();
    TelescopeMonitoring before = changed(known, double[]::clone, false);
    measure(create(), telescope(), known);
    for (String name : known.pixelNames()) {
      for (int i = 0; i < known.pixels(name).size(); i++) {
        PixelChunk chunk = known.pixels(name).chunk(i);
        PixelChunk old = before.pixels(name).chunk(i);
        chunk.columns().forEach(c -> assertArrayEquals(old.values(c), chunk.values(c), name));
      }
    }
    for (String name : known.seriesNames()) {
      TimeSeries series = known.all(name).get(0);
      TimeSeries old = before.all(name).get(0);
      series.columns().forEach(c -> assertArrayEquals(old.values(c), series.values(c), name));
    }
  }

  @Test
  void instancesInTwoThreadsAgree() throws IOException {
    TelescopeMonitoring known = known();
    Telescope telescope = telescope();
    List<TimeSeries> results = Checks.inTwoThreads(() -> measure(create(), telescope, known));
    assertSame(results.get(0), results.get(1));
  }
}
