package io.bluewake.commands;

import io.bluewake.model.DataLevel;
import io.bluewake.model.Subarray;
import io.bluewake.spi.EventSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What an input of a camera calibration is like.
 *
 * @param channels most gain channels of a camera
 * @param waveforms whether there are waveforms, and not images alone
 */
record InputShape(int channels, boolean waveforms) {
  /** Looks at an input. */
  static InputShape of(Path input, String profile, List<String> sets, Session session)
      throws Exception {
    return Resolving.look(session, profile, sets, input, InputShape::of);
  }

  private static InputShape of(EventSource source) {
    Set<DataLevel> levels = source.levels();
    boolean waveforms =
        levels.contains(DataLevel.R0)
            || levels.contains(DataLevel.R1)
            || levels.contains(DataLevel.DL0);
    return new InputShape(channels(source.subarray(), waveforms), waveforms);
  }

  /** Images were made of one channel or the other, so that they count as one. */
  private static int channels(Subarray subarray, boolean waveforms) {
    int most = 1;
    for (int t = 0; t < subarray.size() && waveforms; t++) {
      most = Math.max(most, subarray.telescope(t).camera().readout().channels());
    }
    return most;
  }
}
