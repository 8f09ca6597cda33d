package io.bluewake.testkit;

import io.bluewake.model.Camera;
import io.bluewake.model.GeodeticLocation;
import io.bluewake.model.Subarray;
import io.bluewake.model.Telescope;
import java.util.ArrayList;
import java.util.List;

/** Telescope arrays on a grid. */
public final class ToyArray {
  private ToyArray() {}

  /**
   * Telescopes of one kind on a square grid around the origin, ids from 1.
   *
   * @param perSide telescopes along each side
   * @param spacing distance of neighbours, m
   */
  public static Subarray square(int perSide, double spacing, Camera camera) {
    return square(perSide, spacing, List.of(camera));
  }

  /** Telescopes on a square grid whose kinds take turns. */
  public static Subarray square(int perSide, double spacing, List<Camera> cameras) {
    List<Telescope> telescopes = new ArrayList<>();
    for (int i = 0; i < perSide * perSide; i++) {
      Camera camera = cameras.get(i % cameras.size());
      double x = (i % perSide - (perSide - 1) / 2.0) * spacing;
      double y = (Math.floorDiv(i, perSide) - (perSide - 1) / 2.0) * spacing;
      telescopes.add(new Telescope(i + 1, camera.optics().name(), x, y, 0, camera));
    }
    return new Subarray("Toy", telescopes, new GeodeticLocation(28.76, -17.89, 2150));
  }

  /** One group per kind of telescope, as {@link io.bluewake.model.EventBatch} wants it. */
  public static int[] groups(Subarray subarray) {
    int[] groups = new int[subarray.size()];
    for (int t = 0; t < groups.length; t++) {
      groups[t] = subarray.cameras().indexOf(subarray.telescope(t).camera());
    }
    return groups;
  }
}
