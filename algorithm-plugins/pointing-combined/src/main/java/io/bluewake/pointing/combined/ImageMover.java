package io.bluewake.pointing.combined;

import io.bluewake.math.pointing.FocalTransform;
import io.bluewake.math.stereo.HillasFrame;
import io.bluewake.model.Schema;
import io.bluewake.model.Table;

/**
 * Applies a transformation of the focal plane to image parameters: centroid moved, turned and
 * scaled, lengths scaled, axis turned, gradient in time per length. For a similarity this is what
 * transformed pixels would give. Numbers of pixels, ratios of charges and times stay as they are.
 */
final class ImageMover {
  private final InFrame telescope = new InFrame(HillasFrame.TELESCOPE, "timing_slope");
  private final InFrame camera = new InFrame(HillasFrame.CAMERA, "camera_frame_timing_slope");
  private Schema bound;

  /** Columns of one frame; -1 where the table has none. */
  private static final class InFrame {
    private static final String[] LENGTHS = {
      "length", "length_uncertainty", "width", "width_uncertainty", "transverse_cog_uncertainty"
    };

    final HillasFrame frame;
    final String slopeName;
    final boolean inCamera;
    int first = -1;
    int second = -1;
    int r = -1;
    int phi = -1;
    int psi = -1;
    int slope = -1;
    final int[] lengths = new int[LENGTHS.length];

    InFrame(String name, String slopeName) {
      frame = HillasFrame.of(name);
      inCamera = HillasFrame.isCamera(name);
      this.slopeName = slopeName;
    }

    void bind(Schema schema) {
      first = MovedColumns.find(schema, frame.first());
      second = MovedColumns.find(schema, frame.second());
      r = MovedColumns.find(schema, frame.column("r"));
      phi = MovedColumns.find(schema, frame.column("phi"));
      psi = MovedColumns.find(schema, frame.column("psi"));
      slope = MovedColumns.find(schema, slopeName);
      for (int i = 0; i < lengths.length; i++) {
        lengths[i] = MovedColumns.find(schema, frame.column(LENGTHS[i]));
      }
    }

    void move(Table table, int row, double[] t, double focalLength) {
      if (first < 0 || second < 0 || row >= table.rows()) {
        return;
      }
      double a = MovedColumns.get(table, row, first);
      double b = MovedColumns.get(table, row, second);
      double lon = frame.lon(a, b, focalLength);
      double lat = frame.lat(a, b, focalLength);
      double newLon = FocalTransform.lon(t, 0, lon, lat);
      double newLat = FocalTransform.lat(t, 0, lon, lat);
      double x = inCamera ? newLat * focalLength : Math.toDegrees(newLon);
      double y = inCamera ? newLon * focalLength : Math.toDegrees(newLat);
      MovedColumns.set(table, row, first, x);
      MovedColumns.set(table, row, second, y);
      MovedColumns.set(table, row, r, Math.sqrt(x * x + y * y));
      MovedColumns.set(table, row, phi, Math.toDegrees(Math.atan2(y, x)));
      double turn = Math.toDegrees(t[FocalTransform.ROTATION]);
      // The axes of the camera frame are exchanged, so the same turn has the other sign.
      MovedColumns.add(table, row, psi, inCamera ? -turn : turn);
      for (int length : lengths) {
        MovedColumns.scale(table, row, length, 1 + t[FocalTransform.SCALE]);
      }
      MovedColumns.scale(table, row, slope, 1 / (1 + t[FocalTransform.SCALE]));
    }
  }

  /** Finds the columns of a table. */
  void bind(Table table) {
    if (bound != table.schema()) {
      telescope.bind(table.schema());
      camera.bind(table.schema());
      bound = table.schema();
    }
  }

  /** Transforms the parameters of a row; missing values stay missing. */
  void move(Table table, int row, double[] transform, double focalLength) {
    telescope.move(table, row, transform, focalLength);
    camera.move(table, row, transform, focalLength);
  }
}
