package io.bluewake.source.zfits;

import io.bluewake.model.Subarray;
import java.util.Arrays;

/**
 * An array event on its way into a batch. By layout index: triggers, and rows of telescope data.
 */
final class NextEvent {
  long id;
  int seconds;
  int quarterNs;
  int type;
  final boolean[] triggered;
  final long[] triggerTime;
  final Tile[] tile;
  final int[] row;

  NextEvent(Subarray subarray) {
    int n = subarray.size();
    triggered = new boolean[n];
    triggerTime = new long[n];
    tile = new Tile[n];
    row = new int[n];
  }

  void begin(long eventId, int s, int qns, int eventType) {
    id = eventId;
    seconds = s;
    quarterNs = qns;
    type = eventType;
    Arrays.fill(triggered, false);
    Arrays.fill(tile, null);
  }

  /** Takes the current event of a stream as the data of a telescope. */
  void take(int t, TelescopeStream stream) {
    tile[t] = stream.tile();
    row[t] = stream.row();
  }

  /** Whether any telescope of the layout took part. */
  boolean concerns() {
    for (int t = 0; t < triggered.length; t++) {
      if (triggered[t] || tile[t] != null) {
        return true;
      }
    }
    return false;
  }
}
