package io.bluewake.engine;

import io.bluewake.spi.Reconstructor;
import java.util.List;

/**
 * A reconstruction and the telescope events that may enter it.
 *
 * @param slot what reconstructs
 * @param quality criteria on the image parameters of a telescope event, all of which must hold
 */
public record ReconstructorStage(Slot<Reconstructor> slot, List<Criterion> quality) {
  /** Keeps a copy of the list. */
  public ReconstructorStage {
    quality = List.copyOf(quality);
  }
}
