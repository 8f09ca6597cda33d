package io.bluewake.writer.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.PixelChunk;
import io.bluewake.model.PixelSeries;
import io.bluewake.model.Subarray;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.model.TimeSeries;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.InputException;
import io.bluewake.spi.MonitoringSource;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.MonitoringSourceContract;
import io.bluewake.testkit.ToyArray;
import io.bluewake.testkit.ToyCamera;
import io.bluewake.testkit.ToyMonitoring;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Monitoring tables: the contract, and what is written is read again. */
class MonitoringTest extends MonitoringSourceContract {
  private static final long S = 1_000_000_000L;
  private static final long START = 1_770_245_168L * S;
  private final Subarray subarray = ToyArray.square(2, 100, ToyCamera.hexagonal(19, 2, 10));

  private static Hdf5MonitoringPlugin plugin(Map<String, ?> options) {
    return new Hdf5MonitoringPlugin(Configs.of(Hdf5MonitoringPlugin.Config.class, options));
  }

  @Override
  protected MonitoringSource.Provider provider() {
    return plugin(Map.of());
  }

  @Override
  protected Subarray subarray() {
    return subarray;
  }

  @Override
  protected Path input() throws IOException {
    return write("monitoring.h5", false);
  }

  private static PixelChunk coefficients(long start, double factor) {
    return ToyMonitoring.chunk(
        start,
        start + S,
        2,
        19,
        Map.of("pedestal_offset", 0.25, "factor", factor, "time_shift", -1.5));
  }

  private static PixelChunk statistics(long start, long end, double mean) {
    return ToyMonitoring.chunk(
        start, end, 2, 19, Map.of("mean", mean, "median", mean + 1, "std", 2.0));
  }

  private static PixelChunk sky() {
    PixelChunk sky =
        ToyMonitoring.chunk(
            START,
            START + 99 * S,
            2,
            19,
            Map.of(TelescopeMonitoring.NSB_RATE, 0.25, TelescopeMonitoring.STAR_MASK, 0.0));
    sky.values(TelescopeMonitoring.NSB_RATE)[3] = 0.75;
    sky.values(TelescopeMonitoring.STAR_MASK)[3] = 1;
    sky.values(TelescopeMonitoring.NSB_RATE)[4] = Double.NaN;
    return sky;
  }

  private static TelescopeMonitoring content() {
    PixelChunk second = coefficients(START + 100 * S, 3);
    second.outlier()[20] = true;
    second.valid()[0] = false;
    long[] times = {START, START + 10 * S};
    return TelescopeMonitoring.of(
        Map.of(
            TelescopeMonitoring.COEFFICIENTS,
            PixelSeries.of(List.of(coefficients(START, 2), second)),
            TelescopeMonitoring.SKY_PEDESTAL_IMAGE,
            PixelSeries.of(
                List.of(
                    statistics(START, START + 50 * S, 7),
                    statistics(START + 50 * S, START + 99 * S, 8))),
            TelescopeMonitoring.PEDESTAL_VARIANCE,
            PixelSeries.of(List.of(statistics(START, START + 99 * S, 0.5))),
            TelescopeMonitoring.NIGHT_SKY,
            PixelSeries.of(List.of(sky()))),
        Map.of(
            TelescopeMonitoring.POINTING,
            new TimeSeries(
                times,
                times,
                Map.of("azimuth", new double[] {6.2, 0.1}, "altitude", new double[] {1, 1.1}),
                Map.of("azimuth", "rad", "altitude", "rad"),
                S)));
  }

  private Path write(String name, boolean simulation) throws IOException {
    Path file = directory.resolve(name);
    List<TelescopeMonitoring> telescopes = new ArrayList<>();
    for (int t = 0; t < subarray.size(); t++) {
      telescopes.add(t == 0 ? content() : TelescopeMonitoring.NONE);
    }
    provider()
        .write(
            file,
            new MonitoringSource.Product(
                subarray, telescopes, simulation, Set.of(7L), Map.of(), true));
    return file;
  }

  private TelescopeMonitoring read(Path file, Map<String, ?> options) throws IOException {
    try (MonitoringSource source = plugin(options).open(file, subarray)) {
      return source.telescope(subarray.telescope(0));
    }
  }

  private static double factor(TelescopeMonitoring m, long time) {
    PixelSeries s = m.coefficients();
    return s.chunk(s.find(time)).values("factor")[0];
  }

  @Test
  void aCutFileIsRefusedAsSuch() throws IOException {
    byte[] whole = Files.readAllBytes(input());
    Path cut = Files.write(directory.resolve("cut.h5"), Arrays.copyOf(whole, whole.length / 2));
    assertEquals(EventSource.Match.MAGIC, plugin(Map.of()).probe(cut, Arrays.copyOf(whole, 512)));
    InputException e =
        assertThrows(InputException.class, () -> plugin(Map.of()).open(cut, subarray));
    assertTrue(e.getMessage().contains("truncated"), e.getMessage());
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    TelescopeMonitoring m = read(input(), Map.of());
    assertEquals(
        Set.of(
            TelescopeMonitoring.COEFFICIENTS,
            TelescopeMonitoring.SKY_PEDESTAL_IMAGE,
            TelescopeMonitoring.PEDESTAL_VARIANCE,
            TelescopeMonitoring.NIGHT_SKY),
        m.pixelNames());
    PixelChunk sky = m.pixels(TelescopeMonitoring.NIGHT_SKY).chunk(0);
    for (String column : sky().columns()) {
      assertArrayEquals(sky().values(column), sky.values(column), column);
    }
    PixelChunk c = m.coefficients().chunk(1);
    assertArrayEquals(coefficients(START, 3).values("factor"), c.values("factor"));
    assertEquals(-1.5, c.values("time_shift")[37]);
    assertTrue(c.outlier()[20]);
    assertFalse(c.outlier()[19] || c.valid()[0] || c.valid()[1]);
    PixelChunk pedestal = m.pedestalImage().chunk(0);
    assertEquals(7, pedestal.values("mean")[5]);
    assertEquals(100, pedestal.events()[5]);
    assertEquals(0.5, m.pixels(TelescopeMonitoring.PEDESTAL_VARIANCE).chunk(0).values("mean")[0]);
    TimeSeries pointing = m.series(TelescopeMonitoring.POINTING, START);
    assertEquals("rad", pointing.unit("azimuth"));
    assertEquals(0.5 * (6.2 + 0.1 + 2 * Math.PI), pointing.at(START + 5 * S, "azimuth"), 1e-9);
  }

  @Test
  void coefficientsHoldUntilTheNextOnesAndTheLastForEver() throws IOException {
    TelescopeMonitoring m = read(input(), Map.of());
    assertEquals(2, factor(m, START - S));
    assertEquals(2, factor(m, START + 100 * S - 1));
    assertEquals(3, factor(m, START + 100 * S));
    assertEquals(3, factor(m, START + 100_000 * S));
    assertTrue(m.coefficients().isStale(START - 2 * S));
    assertFalse(m.coefficients().isStale(START + 100_000 * S));
    TelescopeMonitoring limited = read(input(), Map.of("lastValidS", 60.0));
    assertTrue(limited.coefficients().isStale(START + 161 * S));
    assertEquals(3, factor(limited, START + 161 * S));
  }

  @Test
  void simulatedMonitoringHoldsInItsTimesAndTheFirstEntryInAllOthers() throws IOException {
    Path file = write("simulated.h5", true);
    TelescopeMonitoring m = read(file, Map.of());
    assertEquals(2, factor(m, 0));
    assertEquals(2, factor(m, START + 99 * S));
    assertEquals(3, factor(m, START + 100 * S));
    assertEquals(2, factor(m, START + 200 * S));
    assertFalse(m.coefficients().isStale(0));
    PixelSeries pedestal = m.pedestalImage();
    assertEquals(8, pedestal.chunk(pedestal.find(START + 60 * S)).values("mean")[0]);
    assertEquals(7, pedestal.chunk(pedestal.find(START + 200 * S)).values("mean")[0]);
    assertFalse(pedestal.isStale(START + 200 * S));
    assertEquals(1, m.pixels(TelescopeMonitoring.PEDESTAL_VARIANCE).size());
    assertEquals(3, factor(read(file, Map.of("times", "use")), START + 200 * S));
    assertEquals(2, factor(read(file, Map.of("times", "ignore")), START + 100 * S));
    assertEquals(2, factor(read(input(), Map.of("times", "ignore")), START + 200 * S));
  }

  @Test
  void aTelescopeWithoutTablesHasNoMonitoring() throws IOException {
    try (MonitoringSource source = plugin(Map.of()).open(input(), subarray)) {
      assertFalse(source.telescope(subarray.telescope(0)).isEmpty());
      assertTrue(source.telescope(subarray.telescope(1)).isEmpty());
    }
  }

  @Test
  void entriesThatAreNotValidAreNoticed() throws IOException {
    try (MonitoringSource source = plugin(Map.of()).open(input(), subarray)) {
      source.telescope(subarray.telescope(0));
      assertEquals(Map.of("monitoring entries that are not valid", 1L), source.notices());
    }
  }

  @Test
  void anotherCameraIsRefusedInOneLine() throws IOException {
    Subarray other = ToyArray.square(1, 100, ToyCamera.hexagonal(7));
    try (MonitoringSource source = provider().open(input(), other)) {
      InputException e =
          assertThrows(InputException.class, () -> source.telescope(other.telescope(0)));
      assertTrue(e.getMessage().contains("has the shape [2, 19], the camera 7 pixels"));
    }
  }

  @Test
  void anExistingFileIsReplacedOnlyIfWanted() throws IOException {
    Path file = input();
    byte[] before = Files.readAllBytes(file);
    MonitoringSource.Product product =
        new MonitoringSource.Product(
            subarray,
            List.of(
                content(),
                TelescopeMonitoring.NONE,
                TelescopeMonitoring.NONE,
                TelescopeMonitoring.NONE),
            false,
            Set.of(),
            Map.of(),
            false);
    assertThrows(FileAlreadyExistsException.class, () -> provider().write(file, product));
    assertArrayEquals(before, Files.readAllBytes(file));
    try (var files = Files.list(directory)) {
      assertEquals(1, files.count(), "no leftovers");
    }
  }

  @Test
  void wrongOptionsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> plugin(Map.of("times", "sometimes")));
  }

  @Test
  void timesOfOtherScalesBecomeTai() {
    // 2026-11-22T12:00:00 TAI
    long tai = (61366L - 40587) * 86400 * S + 43200 * S;
    assertEquals(tai, MonitoringTimes.nanoseconds(61366.5, "tai"));
    assertEquals(tai, MonitoringTimes.nanoseconds(61366.5, ""));
    long utc = MonitoringTimes.nanoseconds(61366.5 - 37.0 / 86400, "utc");
    long tt = MonitoringTimes.nanoseconds(61366.5 + 32.184 / 86400, "tt");
    assertTrue(Math.abs(utc - tai) < 1000 && Math.abs(tt - tai) < 1000, "to a microsecond");
  }
}
