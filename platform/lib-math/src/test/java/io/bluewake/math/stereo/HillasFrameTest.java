package io.bluewake.math.stereo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import org.junit.jupiter.api.Test;

class HillasFrameTest {
  @Test
  void bothFramesGiveTheSameLineOfSightAndAxis() {
    HillasFrame telescope = HillasFrame.of("telescope");
    HillasFrame camera = HillasFrame.of("camera");
    double focal = 28;
    double x = 0.3;
    double y = -0.7;
    double lon = Math.toDegrees(y / focal);
    double lat = Math.toDegrees(x / focal);

    assertEquals(telescope.lon(lon, lat, focal), camera.lon(x, y, focal), 1e-15);
    assertEquals(telescope.lat(lon, lat, focal), camera.lat(x, y, focal), 1e-15);
    // A step along the axis in the camera is the same step on the sky, with axes exchanged.
    double psi = camera.psi(20);
    assertEquals(Math.sin(Math.toRadians(20)), Math.cos(psi), 1e-15);
    assertEquals(Math.cos(Math.toRadians(20)), Math.sin(psi), 1e-15);
    assertEquals(Math.toRadians(20), telescope.psi(20), 1e-15);
  }

  @Test
  void columnsHaveThePrefixOfTheirFrame() {
    assertEquals(
        Set.of("hillas_fov_lon", "hillas_fov_lat", "hillas_psi"),
        HillasFrame.of("telescope").columns("psi"));
    assertEquals(
        Set.of("camera_frame_hillas_x", "camera_frame_hillas_y", "camera_frame_hillas_width"),
        HillasFrame.of("camera").columns("width"));
    assertThrows(IllegalArgumentException.class, () -> HillasFrame.of("ground"));
  }
}
