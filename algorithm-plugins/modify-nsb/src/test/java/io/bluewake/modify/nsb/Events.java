package io.bluewake.modify.nsb;

import io.bluewake.model.Camera;
import io.bluewake.model.CameraBatch;
import io.bluewake.model.EventBatch;
import io.bluewake.model.EventType;
import io.bluewake.model.GeodeticLocation;
import io.bluewake.model.Subarray;
import io.bluewake.model.Telescope;
import java.util.List;

/** Batches of dark events of one telescope. */
final class Events {
  private Events() {}

  static EventBatch batch(Camera camera, long firstEvent, int rows) {
    Telescope telescope = new Telescope(7, "toy", 0, 0, 0, camera);
    Subarray array = new Subarray("toy", List.of(telescope), new GeodeticLocation(0, 0, 0));
    EventBatch batch = new EventBatch(array, new int[] {0});
    batch.clear();
    for (int row = 0; row < rows; row++) {
      batch.addEvent(3, firstEvent + row, 1000 + row, 0, EventType.SUBARRAY.code());
      batch.addTelescope(0, 0f, 1f);
    }
    CameraBatch group = batch.cameras().get(0);
    int samples = camera.readout().samples();
    group.waveforms().reset(rows, samples, false);
    java.util.Arrays.fill(group.waveforms().samples(), 0f);
    group.images().reset(rows, true);
    java.util.Arrays.fill(group.images().charge(), 0f);
    return batch;
  }
}
