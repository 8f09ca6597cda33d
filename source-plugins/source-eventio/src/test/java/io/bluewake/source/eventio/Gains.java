package io.bluewake.source.eventio;

import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.GainSelector;

/** Gain selectors for tests. */
enum Gains implements GainSelector {
  HIGH {
    @Override
    public int select(WaveformBatch waveforms, int row) {
      return 0;
    }
  },
  LOW {
    @Override
    public int select(WaveformBatch waveforms, int row) {
      return mark(waveforms, row, 1);
    }
  },
  /** Low gain in every third pixel. */
  THIRD {
    @Override
    public int select(WaveformBatch waveforms, int row) {
      return mark(waveforms, row, 3);
    }
  };

  static int mark(WaveformBatch waveforms, int row, int step) {
    int marked = 0;
    for (int p = 0; p < waveforms.pixels(); p += step) {
      waveforms.gain()[waveforms.pixelBase(row) + p] = 1;
      marked++;
    }
    return marked;
  }
}
