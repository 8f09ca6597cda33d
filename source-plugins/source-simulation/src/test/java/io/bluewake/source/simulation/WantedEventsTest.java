package io.bluewake.source.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.EventBatch;
import io.bluewake.model.EventType;
import io.bluewake.source.simulation.shower.PhotonTable;
import io.bluewake.spi.EventSource;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Kinds of events that a reader asks for. */
class WantedEventsTest {
  @Test
  void onlyEventsThatAreWantedAreDelivered() throws Exception {
    String text =
        """
        bluewake-simulation: 1
        array: lst-1
        showers: 30
        energyMinTeV: 1
        energyMaxTeV: 2
        coreRadius: 50
        triggerTelescopes: 1
        pedestalEvery: 2
        flatfieldEvery: 3
        """;
    PhotonTable light = PhotonTable.make(21, 2158, 0.94);
    try (SimulationSource source =
        new SimulationSource(
            Settings.parse("test", text),
            new EventSource.Request(Set.of(), -1, Set.of(EventType.SKY_PEDESTAL)),
            field -> light)) {
      EventBatch batch = new EventBatch(source.subarray(), new int[1]);
      assertTrue(source.read(batch, new EventSource.Limits(1000, 1L << 30)));
      assertEquals(15, batch.events());
      for (int e = 0; e < batch.events(); e++) {
        assertEquals(EventType.SKY_PEDESTAL.code(), batch.eventType()[e]);
      }
    }
  }
}
