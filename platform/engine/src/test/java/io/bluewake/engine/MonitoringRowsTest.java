package io.bluewake.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.CameraBatch;
import io.bluewake.model.EventBatch;
import io.bluewake.model.EventType;
import io.bluewake.model.PixelChunk;
import io.bluewake.model.Subarray;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.testkit.ToyArray;
import io.bluewake.testkit.ToyCamera;
import io.bluewake.testkit.ToyMonitoring;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every row learns what is known about its own telescope at the time of its own event. */
class MonitoringRowsTest {
  private final Subarray subarray = ToyArray.square(2, 100, ToyCamera.several().subList(0, 2));

  private static TelescopeMonitoring known(double factor) {
    PixelChunk chunk = ToyMonitoring.chunk(0, 1, 1, 1, Map.of("factor", factor));
    return ToyMonitoring.of(TelescopeMonitoring.COEFFICIENTS, chunk);
  }

  private EventBatch batch() {
    EventBatch batch = new EventBatch(subarray, ToyArray.groups(subarray));
    batch.clear();
    batch.addEvent(1, 1, 100, 4, EventType.SUBARRAY.code());
    batch.addTelescope(0, 0, 0);
    batch.addTelescope(1, 0, 0);
    batch.addEvent(1, 2, 0xF0000000, 8, EventType.SUBARRAY.code());
    batch.addTelescope(1, 0, 0);
    batch.addTelescope(2, 0, 0);
    for (CameraBatch camera : batch.cameras()) {
      camera.waveforms().reset(camera.rows(), 1, false);
      camera.images().reset(camera.rows(), true);
    }
    return batch;
  }

  @Test
  void rowsHaveTheirTelescopeAndTheTimeOfTheirEvent() {
    EventBatch batch = batch();
    List<TelescopeMonitoring> all = new ArrayList<>();
    for (int t = 0; t < subarray.size(); t++) {
      all.add(known(t));
    }
    batch.setMonitoring(all);
    batch.cameras().forEach(c -> MonitoringRows.attachToWaveforms(batch, c));
    batch.cameras().forEach(c -> MonitoringRows.attachToImages(batch, c));
    CameraBatch first = batch.cameras().get(0);
    assertSame(all.get(0), first.waveforms().monitoring(0));
    assertSame(all.get(2), first.waveforms().monitoring(1));
    CameraBatch second = batch.cameras().get(1);
    assertSame(all.get(1), second.images().monitoring(0));
    assertSame(all.get(1), second.images().monitoring(1));
    assertEquals(100_000_000_001L, second.images().timeNs(0));
    assertEquals(0xF0000000L * 1_000_000_000L + 2, second.images().timeNs(1));
  }

  @Test
  void withoutMonitoringRowsKnowNothing() {
    EventBatch batch = batch();
    batch.cameras().forEach(c -> MonitoringRows.attachToImages(batch, c));
    assertTrue(batch.cameras().get(0).images().monitoring(0).isEmpty());
    assertTrue(batch.monitoring(3).isEmpty());
    assertThrows(
        IllegalArgumentException.class,
        () -> batch.setMonitoring(List.of(TelescopeMonitoring.NONE)));
  }
}
