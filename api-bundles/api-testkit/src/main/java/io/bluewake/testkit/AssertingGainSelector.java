package io.bluewake.testkit;

import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.GainSelector;

/** Checks that a gain selector marks only pixels of its row, counts them, and changes no count. */
public final class AssertingGainSelector implements GainSelector {
  private final GainSelector delegate;
  private final Confined confined;

  /** Wraps a plug-in. */
  public AssertingGainSelector(GainSelector delegate) {
    this.delegate = delegate;
    confined = new Confined(delegate);
  }

  @Override
  public int select(WaveformBatch waveforms, int row) {
    confined.enter();
    try {
      int from = waveforms.pixelBase(row);
      int to = waveforms.pixelBase(row + 1);
      confined.require(marked(waveforms, from, to) == 0, "called with gains already marked");
      long adc = Digests.adc(waveforms, row);
      long before = Digests.gains(waveforms, 0, from);
      int count = delegate.select(waveforms, row);
      confined.require(Digests.adc(waveforms, row) == adc, "changed the counts");
      confined.require(Digests.gains(waveforms, 0, from) == before, "marked another row");
      confined.require(marked(waveforms, from, to) == count, "marked not what it returned");
      return count;
    } finally {
      confined.leave();
    }
  }

  private int marked(WaveformBatch waveforms, int from, int to) {
    int marked = 0;
    for (int i = from; i < to; i++) {
      confined.require(waveforms.gain()[i] == 0 || waveforms.gain()[i] == 1, "gain is not 0 or 1");
      marked += waveforms.gain()[i];
    }
    return marked;
  }
}
