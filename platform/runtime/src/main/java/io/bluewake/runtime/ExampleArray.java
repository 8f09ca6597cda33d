package io.bluewake.runtime;

import io.bluewake.model.Camera;
import io.bluewake.model.CameraGeometry;
import io.bluewake.model.CameraReadout;
import io.bluewake.model.GeodeticLocation;
import io.bluewake.model.Neighbors;
import io.bluewake.model.Optics;
import io.bluewake.model.PixelShape;
import io.bluewake.model.Subarray;
import io.bluewake.model.Telescope;
import java.util.ArrayList;
import java.util.List;

/** One telescope of each kind, to explain configurations without an input. */
public final class ExampleArray {
  private static final List<List<String>> KINDS =
      List.of(
          List.of("LST", "LST", "LSTCam"),
          List.of("MST", "MST", "FlashCam"),
          List.of("MST", "MST", "NectarCam"),
          List.of("SST", "SST", "SSTCam"),
          List.of("MST", "SCT", "SCTCam"));

  private ExampleArray() {}

  /** Creates the array; its cameras have a single pixel and cannot be computed with. */
  public static Subarray create() {
    List<Telescope> telescopes = new ArrayList<>();
    for (List<String> kind : KINDS) {
      telescopes.add(
          new Telescope(
              telescopes.size() + 1,
              kind.get(1),
              0,
              0,
              0,
              camera(kind.get(0), kind.get(1), kind.get(2))));
    }
    return new Subarray("example", telescopes, new GeodeticLocation(0, 0, 0));
  }

  private static Camera camera(String size, String optics, String name) {
    double[] zero = {0};
    double[] one = {1};
    CameraGeometry geometry =
        new CameraGeometry(
            name,
            zero,
            zero,
            one,
            PixelShape.HEXAGON,
            0,
            0,
            new Neighbors(new int[] {0, 0}, new int[0]));
    CameraReadout readout = new CameraReadout(name, 1, 1, 1, 1, new double[][] {one}, 1);
    return new Camera(geometry, readout, new Optics(optics, size, "UNKNOWN", 1, 1, 1, 1, 1), 1);
  }
}
