package io.bluewake.runtime;

import io.bluewake.model.CameraGeometry;
import io.bluewake.model.Subarray;
import io.bluewake.model.Telescope;
import java.util.Arrays;

/** Compares layouts of different inputs. */
final class SameTelescopes {
  private SameTelescopes() {}

  /** Whether two layouts have the same telescopes in the same order, with equal cameras. */
  static boolean test(Subarray a, Subarray b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!same(a.telescope(i), b.telescope(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(Telescope a, Telescope b) {
    CameraGeometry g = a.camera().geometry();
    CameraGeometry h = b.camera().geometry();
    return a.id() == b.id()
        && a.x() == b.x()
        && a.y() == b.y()
        && a.z() == b.z()
        && a.camera().description().equals(b.camera().description())
        && a.camera().focalLength() == b.camera().focalLength()
        && Arrays.equals(g.pixelX(), h.pixelX())
        && Arrays.equals(g.pixelY(), h.pixelY());
  }
}
