package io.bluewake.monitoring.fits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** FITS tables of pointing: the contract, the times, and what is refused. */
class FitsMonitoringTest extends MonitoringSourceContract {
  private static final long S = 1_000_000_000L;

  /** 2026-02-04T22:45:31 UTC, when TAI - UTC was 37 s. */
  private static final long TAI = 1_770_245_168L;

  /** What Astropy makes of it: TAI - UTC was 8.000082 s at MJD 40587. */
  private static final double ELAPSED = TAI - 8.000082;

  private final Subarray subarray = ToyArray.square(2, 100, ToyCamera.hexagonal(19, 2, 10));

  private static FitsMonitoringPlugin plugin(Map<String, ?> options) {
    return new FitsMonitoringPlugin(Configs.of(FitsMonitoringPlugin.Config.class, options));
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
    return file("drive.fits", drive());
  }

  private Path file(String name, TableBytes table) throws IOException {
    return Files.write(directory.resolve(name), table.bytes());
  }

  private TableBytes header(String assembly) {
    return new TableBytes()
        .with("EXTNAME", "'MONITOR'")
        .with("TIMESYS", "'UTC'")
        .with("MJDREF", "40587.0")
        .with("TIMEUNIT", "'s'")
        .with("DATATYPE", "'Pointing'")
        .with("ASSEMBLY", "'" + assembly + "'")
        .with("AE_ID", "" + subarray.telescope(0).id());
  }

  /** Across north, not in order of time. */
  private TableBytes drive() {
    return header("drive")
        .column("timestamp", 'D', "s", ELAPSED + 20, ELAPSED, ELAPSED + 10)
        .column("azimuth", 'D', "deg", 1, 359, 0)
        .column("altitude", 'E', "deg", 70.5, 70, 70.25);
  }

  private TelescopeMonitoring read(Path path, Map<String, ?> options) throws IOException {
    try (MonitoringSource source = plugin(options).open(path, subarray)) {
      return source.telescope(subarray.telescope(0));
    }
  }

  private TimeSeries pointing(TableBytes table, Map<String, ?> options) throws IOException {
    return read(file("t.fits", table), options).all(TelescopeMonitoring.POINTING).get(0);
  }

  private String refused(TableBytes table) throws IOException {
    Path path = file("refused.fits", table);
    String message = assertThrows(InputException.class, () -> read(path, Map.of())).getMessage();
    assertTrue(message.startsWith(path + ": HDU 'MONITOR': "), message);
    return message.substring(message.indexOf("': ") + 3);
  }

  /** A double has 0.24 us left at such times. */
  private static void assertTime(double seconds, TimeSeries series, int entry) {
    assertEquals(seconds, series.timeNs(entry) / 1e9, 1e-6);
  }

  @Test
  void aDriveIsInOrderOfTimeAndCrossesNorth() throws IOException {
    TimeSeries drive = pointing(drive(), Map.of());

    assertEquals(3, drive.size());
    for (int i = 0; i < 3; i++) {
      assertTime(TAI + 10.0 * i, drive, i);
    }
    assertArrayEquals(new double[] {359, 360, 361}, drive.values("azimuth"), 1e-12);
    assertArrayEquals(new double[] {70, 70.25, 70.5}, drive.values("altitude"), 1e-6);
    assertEquals(360.5, drive.at((TAI + 15) * S, "azimuth"), 1e-6);
  }

  @Test
  void correctionsOfEachKindAreInDegrees() throws IOException {
    Map<String, List<String>> kinds =
        Map.of(
            "bending_model", List.of("d_az", "d_alt"),
            "starguider", List.of("d_ra", "d_dec"),
            "cdm", List.of("d_lon", "d_lat"));
    for (Map.Entry<String, List<String>> kind : kinds.entrySet()) {
      TableBytes table =
          header(kind.getKey())
              .column("time", 'D', "s", ELAPSED)
              .column(kind.getValue().get(0), 'D', "arcsec", 36)
              .column(kind.getValue().get(1), 'E', "rad", 0.5);
      TimeSeries series = read(file("k.fits", table), Map.of()).all(kind.getKey()).get(0);
      assertEquals(0.01, series.values(kind.getValue().get(0))[0], 1e-12);
      assertEquals(Math.toDegrees(0.5), series.values(kind.getValue().get(1))[0], 1e-12);
    }
  }

  @Test
  void columnsTellTheKindOfATableThatDoesNotSayIt() throws IOException {
    assertEquals(3, pointing(drive().without("ASSEMBLY"), Map.of()).size());
  }

  @Test
  void timesFollowTheirScaleReferenceAndUnit() throws IOException {
    double day = 86400;
    TableBytes tai =
        drive().with("TIMESYS", "'TAI'").with("MJDREF", "40587.5").with("TUNIT1", "'d'");
    TableBytes table =
        header("drive")
            .with("TCTYP1", "'TT'")
            .without("MJDREF")
            .with("MJDREFI", "60000")
            .with("MJDREFF", "0.25")
            .column("timestamp", 'D', "s", 0)
            .column("azimuth", 'D', "deg", 0)
            .column("altitude", 'D', "deg", 0);
    assertTime(19413.25 * day - 32.184, pointing(table, Map.of()), 0);
    // 1.8e9 d are no time.
    assertTrue(refused(tai).contains("row 1"));
    assertTime(ELAPSED + day / 2, pointing(tai.with("TUNIT1", "'s'"), Map.of()), 0);
  }

  @Test
  void pairsOfJulianDaysAreTimes() throws IOException {
    // Two numbers of the file are the time: 2026-02-04T22:45:31 UTC.
    TableBytes table =
        header("drive")
            .column("time", 'D', "d", 2461076)
            .column("azimuth", 'D', "deg", (10 * 3600 + 45 * 60 + 31) / 86400.0)
            .column("altitude", 'D', "deg", 10)
            .column("spare", 'D', "deg", 70)
            .with("TFIELDS", "3")
            .with("TFORM1", "'2D'")
            .without("MJDREF")
            .with("JDREF", "0.0");
    TimeSeries drive = pointing(table, Map.of());
    assertTime(TAI, drive, 0);
    assertArrayEquals(new double[] {10}, drive.values("azimuth"));
  }

  @Test
  void secondsOfUnixTimeHaveNoLeapSeconds() throws IOException {
    TimeSeries drive = pointing(drive(), Map.of("utcSeconds", "unix"));
    assertTime(ELAPSED + 37, drive, 0);
  }

  @Test
  void rowsWithoutValueAreLeftOutAndCounted() throws IOException {
    TableBytes table =
        header("drive")
            .column("timestamp", 'D', "s", ELAPSED, ELAPSED + 1)
            .column("azimuth", 'D', "deg", Double.NaN, 5)
            .column("altitude", 'D', "deg", 70, 70);
    try (MonitoringSource source = provider().open(file("nan.fits", table), subarray)) {
      TelescopeMonitoring m = source.telescope(subarray.telescope(0));
      assertEquals(1, m.all(TelescopeMonitoring.POINTING).get(0).size());
      assertEquals(Map.of("rows of FITS tables without a value", 1L), source.notices());
    }
  }

  @Test
  void integersHaveScaleAndMissingValues() throws IOException {
    TableBytes table =
        header("drive")
            .column("timestamp", 'D', "s", ELAPSED, ELAPSED + 1)
            .column("azimuth", 'J', "deg", 1800, -1)
            .with("TSCAL2", "0.1")
            .with("TZERO2", "10")
            .with("TNULL2", "-1")
            .column("altitude", 'D', "deg", 70, 70);
    assertArrayEquals(new double[] {190}, pointing(table, Map.of()).values("azimuth"), 1e-12);
  }

  @Test
  void aTableWithoutTelescopeNeedsTheOption() throws IOException {
    TableBytes table = drive().without("AE_ID");
    assertTrue(refused(table).contains("monitoring.fits.telescope"));
    int id = subarray.telescope(0).id();
    assertEquals(3, pointing(table, Map.of("telescope", id)).size());
  }

  @Test
  void errorsNameTheColumn() throws IOException {
    assertEquals("no column 'altitude'", refused(drive().with("TTYPE3", "'elevation'")));
    assertEquals("no column 'timestamp' or 'time'", refused(drive().with("TTYPE1", "'when'")));
    assertTrue(refused(drive().with("TUNIT2", "'m'")).startsWith("column 'azimuth' has the unit"));
    assertTrue(refused(drive().without("TUNIT2")).startsWith("column 'azimuth' has the unit ''"));
    assertTrue(refused(drive().with("TIMESYS", "'UT1'")).contains("time scale UT1"));
    assertTrue(refused(drive().without("MJDREF")).contains("MJDREF is missing"));
    assertTrue(refused(drive().with("TUNIT1", "'m'")).contains("none of time"));
    assertTrue(refused(drive().with("TFORM2", "'2D'")).contains("bytes"));
    assertTrue(refused(drive().with("AE_ID", "'LST'")).contains("AE_ID"));
  }

  @Test
  void otherTablesAreNotClaimed() throws IOException {
    Path weather =
        file(
            "weather.fits",
            header("default")
                .column("timestamp", 'D', "s", ELAPSED)
                .column("pressure", 'D', "hPa", 780));
    byte[] head = Arrays.copyOf(Files.readAllBytes(weather), 4096);
    assertEquals(EventSource.Match.NAME_ONLY, provider().probe(weather, head));
    assertTrue(read(weather, Map.of()).isEmpty());

    Path broken = file("broken.fits", drive().with("NAXIS2", "1000000"));
    head = "SIMPLE  =".getBytes(StandardCharsets.US_ASCII);
    assertEquals(EventSource.Match.MAGIC, provider().probe(broken, head));
    assertEquals(EventSource.Match.MAGIC, provider().probe(input(), head));
  }

  @Test
  void compressedFilesAreRead() throws IOException {
    Path path = directory.resolve("drive.fits.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
      out.write(drive().bytes());
    }
    assertEquals(3, read(path, Map.of()).all(TelescopeMonitoring.POINTING).get(0).size());
  }
}
