package io.bluewake.source.eventio;

import io.bluewake.model.DataModel;
import io.bluewake.model.RunInfo;
import io.bluewake.model.Schema;
import io.bluewake.model.Table;
import java.util.Optional;

/** What the header of a file says about the run, as tables: one observation in one block. */
final class RunTables {
  private static final int OBSERVATION = 0;
  private static final int UNKNOWN = -1;
  private static final int DRIFT = 1;
  private static final int COMPLETED = 1;
  private static final int ALT_AZ = 0;

  private RunTables() {}

  static RunInfo of(SimtelHeader header, int obsId) {
    return new RunInfo(
        true,
        schedulingBlocks(obsId),
        observationBlocks(header.run, obsId),
        Optional.ofNullable(header.simulation).map(s -> s.toTable(obsId, header.run.run())),
        header.atmosphere);
  }

  private static Table schedulingBlocks(int obsId) {
    Schema schema = DataModel.SCHEDULING_BLOCK;
    Table table = new Table(schema);
    int row = table.append();
    table.set(row, schema.column("sb_id"), obsId);
    table.set(row, schema.column("sb_type"), OBSERVATION);
    table.set(row, schema.column("producer_id"), "simulation");
    table.set(row, schema.column("observing_mode"), UNKNOWN);
    table.set(row, schema.column("pointing_mode"), DRIFT);
    return table;
  }

  private static Table observationBlocks(RunHeader run, int obsId) {
    Schema schema = DataModel.OBSERVATION_BLOCK;
    Table table = new Table(schema);
    int row = table.append();
    table.set(row, schema.column("obs_id"), obsId);
    table.set(row, schema.column("sb_id"), obsId);
    table.set(row, schema.column("producer_id"), "simulation");
    table.set(row, schema.column("state"), COMPLETED);
    table.set(row, schema.column("subarray_pointing_lat"), Math.toDegrees(run.direction()[1]));
    table.set(row, schema.column("subarray_pointing_lon"), Math.toDegrees(run.direction()[0]));
    table.set(row, schema.column("subarray_pointing_frame"), ALT_AZ);
    double start = SimtelTime.taiMjd(run.time());
    table.set(row, schema.column("scheduled_start_time"), start);
    table.set(row, schema.column("actual_start_time"), start);
    return table;
  }
}
