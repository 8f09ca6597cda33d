package io.bluewake.source.simulation.telescope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The night sky alone triggers cameras seldom, and more often when it is brighter. */
class NightSkyRateTest {
  private static TriggerModel trigger(String telescope) {
    return new TelescopeModel(telescope, 2150).trigger();
  }

  @Test
  void thresholdsAreThoseOfAThousandTriggersInTwiceTheDarkSky() {
    for (String telescope : new String[] {"lst", "mst-nectarcam", "mst-flashcam", "sst", "sct"}) {
      TriggerModel model = trigger(telescope);
      assertEquals(new NightSkyRate(model, 2).threshold(1000), model.threshold, 0.26, telescope);
      assertTrue(new NightSkyRate(model, 1).rate(model.threshold) < 200, telescope);
    }
  }

  @Test
  void rateFallsWithTheThresholdAndGrowsWithTheSky() {
    TriggerModel model = trigger("lst");
    NightSkyRate nominal = new NightSkyRate(model, 1);
    NightSkyRate bright = new NightSkyRate(model, 2);
    double before = Double.MAX_VALUE;
    for (double threshold = 8; threshold < 60; threshold += 4) {
      double rate = nominal.rate(threshold);
      assertTrue(rate < before, threshold + ": " + rate);
      assertTrue(bright.rate(threshold) > rate, "brighter at " + threshold);
      before = rate;
    }
    assertTrue(bright.threshold(1000) > nominal.threshold(1000));
    assertEquals(1000, nominal.rate(nominal.threshold(1000)), 600);
  }
}
