package io.bluewake.source.zfits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bluewake.codec.hdf5.Hdf5File;
import io.bluewake.codec.hdf5.InstrumentTables;
import io.bluewake.math.PixelNeighbors;
import io.bluewake.model.CameraGeometry;
import io.bluewake.model.Subarray;
import io.bluewake.model.Telescope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The telescopes and cameras that the plug-in knows by itself. */
class InstrumentTest {
  private static Instrument known() throws IOException {
    Instrument known = new Instrument();
    known.load();
    return known;
  }

  @Test
  void telescopesOfTheNorthHaveTheirCameras() throws IOException {
    Subarray all = known().all();
    assertEquals(19, all.size());
    for (int id = 1; id <= 19; id++) {
      Telescope t = all.telescope(all.indexOf(id));
      assertEquals(id <= 4 ? "LSTCam" : "NectarCam", t.camera().name());
      assertEquals(
          String.format(id <= 4 ? "LSTN-%02d" : "MSTN-%02d", id <= 4 ? id : id - 4), t.name());
      assertEquals(1855, t.camera().pixels());
    }
    assertEquals(5, known().subarray(3).size());
  }

  @Test
  void modulesOfNectarCamAreNumberedInRowsWithTheMiddleOfSevenPixelsFourth() throws IOException {
    Subarray all = known().all();
    CameraGeometry g = all.telescope(all.indexOf(5)).camera().geometry();
    double[] x = g.pixelX();
    double[] y = g.pixelY();
    for (int p = 3; p < x.length; p += 7) {
      for (int k = p - 3; k < p + 4; k++) {
        assertEquals(k == p ? 0 : 0.05, Math.hypot(x[k] - x[p], y[k] - y[p]), 1e-6, "pixel " + k);
      }
      if (p > 3) {
        assertTrue(y[p] < y[p - 7] - 0.1 || Math.abs(y[p] - y[p - 7]) < 1e-6 && x[p] > x[p - 7]);
      }
    }
  }

  @Test
  void pixelsAreThoseOfTheSimulations() throws IOException {
    Path product =
        Path.of(System.getProperty("bluewake.data", "none"))
            .resolve("reference/gamma_prod6_tel_event_header_v4.simtel.zst.dl2.h5");
    assumeTrue(Files.exists(product), "no shared data");
    Subarray all = known().all();
    try (Hdf5File file = Hdf5File.open(product)) {
      Subarray simulated = new InstrumentTables(file, true, PixelNeighbors::of).read();
      for (int id : new int[] {1, 5}) {
        CameraGeometry is = all.telescope(all.indexOf(id)).camera().geometry();
        CameraGeometry of = simulated.telescope(simulated.indexOf(id)).camera().geometry();
        for (int p = 0; p < 1855; p++) {
          assertEquals(
              0,
              Math.hypot(is.pixelX()[p] - of.pixelX()[p], is.pixelY()[p] - of.pixelY()[p]),
              3e-5);
        }
      }
    }
  }
}
