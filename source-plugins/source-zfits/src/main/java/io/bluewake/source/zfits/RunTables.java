package io.bluewake.source.zfits;

import io.bluewake.model.DataModel;
import io.bluewake.model.RunInfo;
import io.bluewake.model.Schema;
import io.bluewake.model.Table;
import java.util.Optional;

/** Scheduling block and observation as tables; what the files do not say is unknown. */
final class RunTables {
  private static final int UNKNOWN = -1;

  private RunTables() {}

  static RunInfo of(long schedulingBlock, long observation) {
    Schema schema = DataModel.SCHEDULING_BLOCK;
    Table blocks = new Table(schema);
    int row = blocks.append();
    blocks.set(row, schema.column("sb_id"), Math.max(0, schedulingBlock));
    blocks.set(row, schema.column("sb_type"), UNKNOWN);
    blocks.set(row, schema.column("producer_id"), "unknown");
    blocks.set(row, schema.column("observing_mode"), UNKNOWN);
    blocks.set(row, schema.column("pointing_mode"), UNKNOWN);
    schema = DataModel.OBSERVATION_BLOCK;
    Table observations = new Table(schema);
    row = observations.append();
    observations.set(row, schema.column("obs_id"), observation);
    observations.set(row, schema.column("sb_id"), Math.max(0, schedulingBlock));
    observations.set(row, schema.column("producer_id"), "unknown");
    observations.set(row, schema.column("state"), UNKNOWN);
    observations.set(row, schema.column("subarray_pointing_frame"), UNKNOWN);
    return new RunInfo(false, blocks, observations, Optional.empty(), Optional.empty());
  }
}
