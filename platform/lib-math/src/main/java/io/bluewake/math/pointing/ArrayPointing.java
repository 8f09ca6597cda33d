package io.bluewake.math.pointing;

import io.bluewake.math.frames.Directions;
import io.bluewake.model.EventBatch;

/** Where an array points. */
public final class ArrayPointing {
  private ArrayPointing() {}

  /**
   * Lets an array whose pointing nobody knows point to the mean of its telescopes that report one.
   */
  public static void fill(EventBatch batch, int event) {
    if (!Double.isNaN(batch.arrayAzimuth()[event]) && !Double.isNaN(batch.arrayAltitude()[event])) {
      return;
    }
    double x = 0;
    double y = 0;
    double z = 0;
    for (int row = batch.firstTelescope()[event]; row < batch.firstTelescope()[event + 1]; row++) {
      double az = batch.azimuth()[row];
      double alt = batch.altitude()[row];
      if (!Double.isNaN(az) && !Double.isNaN(alt)) {
        x += Math.cos(alt) * Math.cos(az);
        y += Math.cos(alt) * Math.sin(az);
        z += Math.sin(alt);
      }
    }
    if (x != 0 || y != 0 || z != 0) {
      batch.setArrayPointing(
          event, Directions.wrapTwoPi(Directions.longitude(x, y)), Directions.latitude(x, y, z));
    }
  }
}
