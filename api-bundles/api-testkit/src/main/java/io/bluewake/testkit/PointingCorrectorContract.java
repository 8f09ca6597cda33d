package io.bluewake.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.Column;
import io.bluewake.model.EventBatch;
import io.bluewake.model.Reconstruction;
import io.bluewake.model.Schema;
import io.bluewake.model.Subarray;
import io.bluewake.model.Table;
import io.bluewake.spi.PointingCorrector;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link PointingCorrector} must do. */
public abstract class PointingCorrectorContract {
  private static final int SECONDS = 1_800_000_000;
  private static final String NAME = "Toy";
  private static final Schema DIRECTIONS =
      Schema.named(NAME).float64("az", "deg", "Azimuth").float64("alt", "deg", "Altitude").build();
  private static final Schema PARAMETERS =
      Schema.named("hillas")
          .float64("fov_lon", "deg", "Longitude")
          .float64("fov_lat", "deg", "Latitude")
          .float64("psi", "deg", "Axis")
          .build();

  /** A new instance with default options, or others under which it works without monitoring. */
  protected abstract PointingCorrector create();

  private static Subarray array(int perSide) {
    return ToyArray.square(perSide, 100, ToyCamera.hexagonal(5));
  }

  private static EventBatch batch(Subarray array, int events, int seconds) {
    EventBatch batch = new EventBatch(array, new int[array.size()]);
    for (int e = 0; e < events; e++) {
      batch.addEvent(1, e + 1, seconds + e, 0, 32);
      for (int t = 0; t < array.size(); t++) {
        batch.addTelescope(t, 3f, 1.2f);
      }
      batch.setArrayPointing(e, 3, 1.2);
    }
    Table parameters = new Table(PARAMETERS);
    parameters.reset(batch.telescopeRows());
    for (int row = 0; row < batch.telescopeRows(); row++) {
      parameters.set(row, PARAMETERS.columns().get(0), 0.1 * row);
      parameters.set(row, PARAMETERS.columns().get(1), -0.3);
      parameters.set(row, PARAMETERS.columns().get(2), 20.0);
    }
    batch.setParameters(parameters);
    return batch;
  }

  private static double get(Table table, int row, String column) {
    return table.getDouble(row, table.schema().column(column));
  }

  @Test
  void everyRowGetsAPointing() {
    EventBatch batch = batch(array(3), 4, SECONDS);
    MemoryRows out = new MemoryRows(PointingCorrector.TELESCOPE, batch.telescopeRows());
    create().correct(batch, true, out);
    for (int row = 0; row < batch.telescopeRows(); row++) {
      for (Column c : PointingCorrector.TELESCOPE.columns().subList(0, 6)) {
        assertTrue(
            Double.isFinite(out.table().getDouble(row, c)), "row " + row + " of " + c.name());
      }
      double altitude = get(out.table(), row, "altitude");
      assertEquals(Math.toDegrees(1.2f), altitude, 5, "row " + row);
    }
  }

  @Test
  void withoutMonitoringImagesStayAsTheyAre() {
    EventBatch batch = batch(array(2), 2, SECONDS);
    double[] before = batch.parameters().doubles(PARAMETERS.columns().get(0)).clone();
    MemoryRows out = new MemoryRows(PointingCorrector.TELESCOPE, batch.telescopeRows());
    create().correct(batch, true, out);
    double[] after = batch.parameters().doubles(PARAMETERS.columns().get(0));
    assertArrayEquals(before, after, 1e-12);
    long quality =
        out.table().getLong(0, PointingCorrector.TELESCOPE.column(PointingCorrector.QUALITY));
    assertTrue((quality & PointingCorrector.NO_CORRECTION) != 0, "quality " + quality);
  }

  @Test
  void parametersThatAnotherRunHasCorrectedAreLeftAlone() {
    EventBatch batch = batch(array(2), 2, SECONDS);
    Table told = new Table(PointingCorrector.TELESCOPE);
    told.reset(batch.telescopeRows());
    for (int row = 0; row < told.rows(); row++) {
      told.set(row, PointingCorrector.TELESCOPE.column("offset_lon"), 0.1);
      told.set(row, PointingCorrector.TELESCOPE.column(PointingCorrector.CORRECTED), true);
    }
    batch.setPointing(told);
    double[] before = batch.parameters().doubles(PARAMETERS.columns().get(2)).clone();
    MemoryRows out = new MemoryRows(PointingCorrector.TELESCOPE, batch.telescopeRows());
    create().correct(batch, false, out);
    assertArrayEquals(before, batch.parameters().doubles(PARAMETERS.columns().get(2)), 0);
  }

  @Test
  void directionsGetSkyCoordinatesAndMissingOnesStayMissing() {
    EventBatch batch = batch(array(1), 2, SECONDS);
    PointingCorrector stage = create();
    stage.correct(batch, true, new MemoryRows(PointingCorrector.TELESCOPE, batch.telescopeRows()));
    Table found = new Table(DIRECTIONS);
    found.reset(2);
    found.set(0, DIRECTIONS.columns().get(0), 120.0);
    found.set(0, DIRECTIONS.columns().get(1), 70.0);
    found.set(1, DIRECTIONS.columns().get(0), Double.NaN);
    found.set(1, DIRECTIONS.columns().get(1), Double.NaN);
    MemoryRows out = new MemoryRows(PointingCorrector.SKY, 2);
    stage.locate(
        batch, new Reconstruction(NAME, "geometry", found, "", new Table(Schema.EMPTY)), out);
    assertTrue(get(out.table(), 0, "ra") >= 0 && get(out.table(), 0, "ra") < 360);
    assertTrue(Math.abs(get(out.table(), 0, "dec")) <= 90);
    assertTrue(Double.isNaN(get(out.table(), 1, "ra")));
    assertTrue(Double.isNaN(get(out.table(), 1, "dec")));
  }

  @Test
  void timesBeforeThereWasUtcHaveNoSkyCoordinates() {
    EventBatch batch = batch(array(1), 1, 0);
    MemoryRows out = new MemoryRows(PointingCorrector.TELESCOPE, 1);
    create().correct(batch, true, out);
    assertTrue(Double.isNaN(get(out.table(), 0, "ra")));
    long quality =
        out.table().getLong(0, PointingCorrector.TELESCOPE.column(PointingCorrector.QUALITY));
    assertTrue((quality & PointingCorrector.PREDICTED_EARTH) != 0, "quality " + quality);
  }

  @Test
  void unknownPointingIsMissingAndSaidToBe() {
    Subarray array = array(1);
    EventBatch batch = new EventBatch(array, new int[1]);
    batch.addEvent(1, 1, SECONDS, 0, 32);
    batch.addTelescope(0, Float.NaN, Float.NaN);
    MemoryRows out = new MemoryRows(PointingCorrector.TELESCOPE, 1);
    create().correct(batch, false, out);
    assertTrue(Double.isNaN(get(out.table(), 0, "azimuth")));
    assertTrue(Double.isNaN(get(out.table(), 0, "ra")));
    long quality =
        out.table().getLong(0, PointingCorrector.TELESCOPE.column(PointingCorrector.QUALITY));
    assertTrue((quality & PointingCorrector.NO_POINTING) != 0, "quality " + quality);
  }

  @Test
  void emptyBatchIsAccepted() {
    Subarray array = array(2);
    EventBatch batch = new EventBatch(array, new int[array.size()]);
    PointingCorrector stage = create();
    stage.applies(array, List.of());
    stage.correct(batch, true, new MemoryRows(PointingCorrector.TELESCOPE, 0));
  }

  @Test
  void missingParametersStayMissing() {
    EventBatch batch = batch(array(2), 2, SECONDS);
    Column longitude = PARAMETERS.columns().get(0);
    batch.parameters().set(1, longitude, Double.NaN);
    run(create(), batch);
    assertTrue(Double.isNaN(batch.parameters().getDouble(1, longitude)));
    assertTrue(Double.isFinite(batch.parameters().getDouble(0, longitude)));
  }

  private static MemoryRows run(PointingCorrector stage, EventBatch batch) {
    MemoryRows out = new MemoryRows(PointingCorrector.TELESCOPE, batch.telescopeRows());
    stage.correct(batch, true, out);
    return out;
  }

  @Test
  void eachEventIsCorrectedOnItsOwnWhateverTheBatch() {
    Subarray array = array(2);
    Table together = run(create(), batch(array, 5, SECONDS)).table();
    PointingCorrector stage = create();
    for (int e = 4; e >= 0; e--) {
      Table alone = run(stage, batch(array, 1, SECONDS + e)).table();
      for (int t = 0; t < array.size(); t++) {
        Checks.sameRow(together, e * array.size() + t, alone, t, 1e-7, "event " + e);
      }
    }
  }

  @Test
  void steadyStateAllocatesNothing() {
    EventBatch batch = batch(array(2), 8, SECONDS);
    MemoryRows out = new MemoryRows(PointingCorrector.TELESCOPE, batch.telescopeRows());
    PointingCorrector stage = create();
    assertEquals(0, Checks.bytesPerCall(() -> stage.correct(batch, true, out)), "bytes per batch");
  }

  @Test
  void instancesInTwoThreadsAgree() {
    Subarray array = array(2);
    List<Table> results =
        Checks.inTwoThreads(
            () -> {
              PointingCorrector stage = create();
              for (int i = 0; i < 20; i++) {
                run(stage, batch(array, 8, SECONDS + i));
              }
              return run(stage, batch(array, 8, SECONDS)).table();
            });
    for (int row = 0; row < results.get(0).rows(); row++) {
      Checks.sameRow(results.get(0), row, results.get(1), row, 0, "threads");
    }
  }
}
