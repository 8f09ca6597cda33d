package io.bluewake.source.toy;

import io.bluewake.model.GeodeticLocation;
import io.bluewake.model.Optics;
import io.bluewake.model.Subarray;
import io.bluewake.model.Telescope;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The telescopes: large ones, then medium ones, each kind on a square grid around the origin, ids
 * from 1.
 */
final class ToyInstrument {
  /** Height of the ground above sea level, m. */
  static final double SITE_HEIGHT = 2150;

  private final List<HexCamera> cameras = new ArrayList<>();
  private final Subarray all;
  private final Subarray wanted;

  ToyInstrument(ToySettings settings, Set<Integer> ids) {
    List<Telescope> telescopes = new ArrayList<>();
    if (settings.large() > 0) {
      Optics optics = new Optics("LargeToy", "LST", "PARABOLIC", 386, 1, 198, 28, 29.3);
      HexCamera camera =
          new HexCamera("LargeToyCam", optics, settings.pixels(), settings.samples(), 0.1);
      add(telescopes, camera, settings.large(), 0.7 * settings.spacing());
    }
    if (settings.medium() > 0) {
      Optics optics = new Optics("MediumToy", "MST", "DAVIES_COTTON", 88, 1, 84, 16, 16.4);
      HexCamera camera =
          new HexCamera("MediumToyCam", optics, settings.pixels(), settings.samples(), 0.18);
      add(telescopes, camera, settings.medium(), settings.spacing());
    }
    GeodeticLocation place = new GeodeticLocation(28.76, -17.89, SITE_HEIGHT);
    all = new Subarray("Toy", telescopes, place);
    List<Telescope> kept =
        telescopes.stream().filter(t -> ids.isEmpty() || ids.contains(t.id())).toList();
    wanted = new Subarray("Toy", kept, place);
  }

  private void add(List<Telescope> telescopes, HexCamera camera, int count, double spacing) {
    int side = (int) Math.ceil(Math.sqrt(count));
    String name = camera.camera().optics().name();
    for (int i = 0; i < count; i++) {
      double x = (i % side - (side - 1) / 2.0) * spacing;
      double y = (Math.floorDiv(i, side) - (side - 1) / 2.0) * spacing;
      telescopes.add(new Telescope(telescopes.size() + 1, name, x, y, 0, camera.camera()));
      cameras.add(camera);
    }
  }

  /** All telescopes: what triggers does not depend on what is asked for. */
  Subarray all() {
    return all;
  }

  /** The telescopes asked for. */
  Subarray wanted() {
    return wanted;
  }

  HexCamera camera(int indexAmongAll) {
    return cameras.get(indexAmongAll);
  }
}
