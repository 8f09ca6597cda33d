package io.bluewake.source.simulation.telescope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.Camera;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Telescopes and arrays are those of the public descriptions. */
class TelescopesTest {
  private static final TelescopeState.Imperfection PERFECT =
      new TelescopeState.Imperfection(0, 0, 0, 0, 1, 0, 0);

  @Test
  void camerasHaveTheirPixels() {
    Map<String, Integer> expected =
        Map.of("LST", 1855, "MST-NectarCam", 1855, "MST-FlashCam", 1764, "SST", 2048, "SCT", 11328);
    expected.forEach(
        (name, pixels) ->
            assertEquals(pixels, new TelescopeModel(name, 2200).camera().pixels(), name));
  }

  @Test
  void innerPixelsOfHexagonalCamerasHaveSixNeighbors() {
    Camera camera = new TelescopeModel("LST", 2200).camera();
    int six = 0;
    for (int p = 0; p < camera.pixels(); p++) {
      six += camera.neighbors().count(p) == 6 ? 1 : 0;
    }

    assertTrue(six > 1600 && six < 1855, "" + six);
    assertEquals(6, camera.neighbors().count(0));
  }

  @Test
  void everyPixelSeesItsOwnDirection() {
    for (String name : new String[] {"LST", "MST-FlashCam", "SST"}) {
      TelescopeModel model = new TelescopeModel(name, 2200);
      Camera camera = model.camera();
      for (int p = 0; p < camera.pixels(); p++) {
        double lon = Math.toRadians(camera.fovLon()[p]);
        double lat = Math.toRadians(camera.fovLat()[p]);
        assertEquals(p, model.pixelAt(lon, lat), name);
      }
      assertEquals(-1, model.pixelAt(0.5, 0));
    }
  }

  @Test
  void alphaArraysHaveTheirTelescopes() {
    assertEquals(Map.of("LSTCam", 4, "NectarCam", 9), cameras("alpha-north"));
    assertEquals(Map.of("FlashCam", 14, "SSTCam", 37), cameras("alpha-south"));
  }

  private static Map<String, Integer> cameras(String array) {
    Map<String, Integer> count = new HashMap<>();
    for (TelescopeState t : new ArrayModel(array, PERFECT, 1).telescopes()) {
      count.merge(t.model().camera().name(), 1, Integer::sum);
    }
    return count;
  }

  @Test
  void noiseHasTheVarianceOfShotNoise() {
    Pulse pulse = new Pulse(1, 1);
    NoiseBank bank = new NoiseBank(pulse, new SinglePe(0, 0, 0), 0.2, 1, 3);
    int level = NoiseBank.level(1);
    double square = 0;
    double sum = 0;
    short[] counts = bank.counts(level, 0, 1, 100, 0).counts();
    for (short count : counts) {
      double v = count / 100.0;
      sum += v;
      square += v * v;
    }
    int n = counts.length;
    double expected = 0.2 * NoiseBank.factor(level) * pulse.areaOfSquare;

    assertEquals(0, sum / n, 0.02);
    assertEquals(expected, square / n, 0.05 * expected);
  }
}
