package io.bluewake.engine;

import io.bluewake.model.CameraBatch;
import io.bluewake.model.CameraConstants;
import io.bluewake.model.DataLevel;
import io.bluewake.model.DataModel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.GeodeticLocation;
import io.bluewake.model.RunInfo;
import io.bluewake.model.Subarray;
import io.bluewake.model.Table;
import io.bluewake.model.Telescope;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.GainSelector;
import io.bluewake.spi.InputException;
import io.bluewake.testkit.ToyCamera;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Events that follow from their numbers alone. Telescopes 1 and 2 are of one kind, 3 of another.
 */
class ToySource implements EventSource {
  static final int SAMPLES = 4;
  private final int events;
  private final int breaksAt;
  private final Subarray subarray;
  private int next;

  ToySource(int events) {
    this(events, -1);
  }

  /** A source whose input is broken at an event. */
  ToySource(int events, int breaksAt) {
    this.events = events;
    this.breaksAt = breaksAt;
    var big = ToyCamera.hexagonal(37, 1, SAMPLES);
    var small = ToyCamera.hexagonal(19, 1, SAMPLES);
    subarray =
        new Subarray(
            "toy",
            List.of(
                new Telescope(1, "a", 0, 0, 0, big),
                new Telescope(2, "b", 100, 0, 0, big),
                new Telescope(3, "c", 0, 100, 0, small)),
            new GeodeticLocation(0, 0, 0));
  }

  @Override
  public Subarray subarray() {
    return subarray;
  }

  @Override
  public Set<DataLevel> levels() {
    return Set.of(DataLevel.R1);
  }

  @Override
  public RunInfo run() {
    return new RunInfo(
        true,
        new Table(DataModel.SCHEDULING_BLOCK),
        new Table(DataModel.OBSERVATION_BLOCK),
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public boolean read(EventBatch out, Limits limits) throws IOException {
    int n = 0;
    while (next < events && n < limits.events()) {
      if (next == breaksAt) {
        throw InputException.at("toy.file", 8L * next, "event " + next, "broken");
      }
      SplittableRandom random = new SplittableRandom(next);
      out.addEvent(1, next, next, 0, 32);
      out.setArrayPointing(n, 0, 1.2);
      for (int t = 0; t < 3; t++) {
        if (random.nextDouble() < 0.7) {
          out.addTrigger(t, next, 0, 32, 5);
          out.addTelescope(t, 0f, 1.2f);
        }
      }
      next++;
      n++;
    }
    return n > 0;
  }

  @Override
  public void decode(EventBatch batch, List<GainSelector> gains) {
    for (CameraBatch camera : batch.cameras()) {
      WaveformBatch waveforms = camera.waveforms();
      waveforms.reset(camera.rows(), SAMPLES, false);
      camera.trueImages().reset(camera.rows(), false);
      camera.setHasTrueImages(true);
      for (int row = 0; row < camera.rows(); row++) {
        int t = camera.tableRows()[row];
        long event = batch.eventId()[batch.eventOfRow()[t]];
        SplittableRandom random = new SplittableRandom(event * 10 + batch.telescope()[t]);
        boolean bright = random.nextDouble() < 0.8;
        waveforms.setConstants(row, CameraConstants.NONE);
        for (int p = 0; p < waveforms.pixels(); p++) {
          camera.trueImages().charge()[row * waveforms.pixels() + p] = bright ? p % 3 : 0;
          for (int s = 0; s < SAMPLES; s++) {
            waveforms.samples()[waveforms.base(row) + p * SAMPLES + s] =
                bright ? random.nextInt(8) : 0;
          }
        }
      }
    }
  }

  @Override
  public Optional<Table> showerDistribution() {
    return Optional.empty();
  }

  @Override
  public Map<String, Long> notices() {
    return Map.of("toy events", (long) next);
  }

  @Override
  public void close() {}
}
