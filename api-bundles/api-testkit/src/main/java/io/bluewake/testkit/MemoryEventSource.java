package io.bluewake.testkit;

import io.bluewake.model.Camera;
import io.bluewake.model.CameraBatch;
import io.bluewake.model.CameraConstants;
import io.bluewake.model.Column;
import io.bluewake.model.DataLevel;
import io.bluewake.model.DataModel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.EventType;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.RunInfo;
import io.bluewake.model.Schema;
import io.bluewake.model.Subarray;
import io.bluewake.model.Table;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.GainSelector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Events that exist in memory only: calibrated waveforms and true images of toy showers, which
 * follow from the seed, the event and the telescope alone. Images of an event do not belong
 * together; for stereo use {@link ToyStereo}.
 */
public final class MemoryEventSource implements EventSource {
  private static final Column ENERGY = DataModel.SHOWER.column("true_energy");
  private static final Column OBS_ID = DataModel.OBSERVATION_BLOCK.column("obs_id");

  private final Subarray subarray;
  private final long events;
  private final long seed;
  private long next;

  /** Creates a source of so many events, numbered from 1, of observation 1. */
  public MemoryEventSource(Subarray subarray, long events, long seed) {
    this.subarray = subarray;
    this.events = events;
    this.seed = seed;
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
    Table observation = new Table(DataModel.OBSERVATION_BLOCK);
    observation.set(observation.append(), OBS_ID, 1);
    Table scheduling = new Table(DataModel.SCHEDULING_BLOCK);
    scheduling.set(scheduling.append(), DataModel.SCHEDULING_BLOCK.column("sb_id"), 1);
    Table simulation = new Table(DataModel.SIMULATION_RUN);
    simulation.set(simulation.append(), DataModel.SIMULATION_RUN.column("obs_id"), 1);
    return new RunInfo(true, scheduling, observation, Optional.of(simulation), Optional.empty());
  }

  private SplittableRandom random(long event, int telescope) {
    return new SplittableRandom(Checks.mix(Checks.mix(seed, event), telescope));
  }

  @Override
  public boolean read(EventBatch out, Limits limits) {
    long bytes = 0;
    int added = 0;
    while (next < events && added < limits.events() && (added == 0 || bytes < limits.bytes())) {
      next++;
      added++;
      bytes += addEvent(out, next);
    }
    return added > 0;
  }

  private long addEvent(EventBatch out, long event) {
    SplittableRandom random = random(event, -1);
    int seconds = 1_700_000_000 + (int) event;
    int row = out.addEvent(1, event, seconds, 0, EventType.SUBARRAY.code());
    out.setArrayPointing(row, 0.3, 1.2);
    int shower = out.showers().append();
    out.showers().set(shower, ENERGY, 0.1 * Math.pow(100, random.nextDouble()));
    long bytes = 0;
    for (int t = 0; t < subarray.size(); t++) {
      if (random.nextInt(3) > 0) {
        Camera camera = subarray.telescope(t).camera();
        out.addTrigger(t, seconds, 40 * t, EventType.SUBARRAY.code(), random.nextInt(3, 50));
        int telescopeRow = out.addTelescope(t, 0.3f, 1.2f);
        out.trueImpactDistance()[telescopeRow] = random.nextDouble(300);
        bytes += 4L * camera.pixels() * camera.readout().samples();
      }
    }
    return bytes;
  }

  @Override
  public void decode(EventBatch batch, List<GainSelector> gains) {
    for (CameraBatch camera : batch.cameras()) {
      WaveformBatch waveforms = camera.waveforms();
      waveforms.reset(camera.rows(), camera.camera().readout().samples(), false);
      ImageBatch truth = camera.trueImages();
      truth.reset(camera.rows(), false);
      camera.setHasTrueImages(true);
      java.util.Arrays.fill(waveforms.samples(), 0, waveforms.base(camera.rows()), 0f);
      for (int row = 0; row < camera.rows(); row++) {
        waveforms.setConstants(row, CameraConstants.NONE);
        int telescopeRow = camera.tableRows()[row];
        long event = batch.eventId()[batch.eventOfRow()[telescopeRow]];
        SplittableRandom random = random(event, batch.telescope()[telescopeRow]);
        ToyImages.Shower shower = ToyImages.randomShower(camera.camera(), random);
        ToyWaveforms.draw(waveforms, row, shower, 0.3, random);
        batch.trueImageSum()[telescopeRow] = drawTruth(truth, row, shower);
      }
    }
  }

  private static int drawTruth(ImageBatch truth, int row, ToyImages.Shower shower) {
    double[] x = truth.camera().geometry().pixelX();
    double[] y = truth.camera().geometry().pixelY();
    double[] area = truth.camera().geometry().pixelArea();
    int sum = 0;
    for (int p = 0; p < truth.pixels(); p++) {
      int light = (int) Math.round(shower.light(x[p], y[p], area[p]));
      truth.charge()[truth.base(row) + p] = light;
      sum += light;
    }
    return sum;
  }

  @Override
  public Optional<Table> showerDistribution() {
    return Optional.empty();
  }

  @Override
  public Map<String, Long> notices() {
    return Map.of();
  }

  @Override
  public void close() {
    next = events;
  }

  /** Reads and decodes the next events into a batch that has been cleared. */
  public boolean next(EventBatch batch, int wanted) {
    batch.clear();
    boolean more = read(batch, new Limits(wanted, Long.MAX_VALUE));
    decode(batch, List.of());
    return more;
  }

  /** A parameter table for tests: intensity, length and number of pixels. */
  public static final Schema PARAMETERS =
      Schema.named("toy")
          .float64("intensity", "", "Sum of the charges")
          .float64("length", "deg", "Length of the image")
          .int64("n_pixels", "Number of pixels")
          .build();

  /** Fills images, masks and a parameter table of a decoded batch as the stages would. */
  public static void finish(EventBatch batch) {
    Table parameters =
        batch.parameters().schema() == PARAMETERS ? batch.parameters() : new Table(PARAMETERS);
    parameters.reset(batch.telescopeRows());
    batch.setParameters(parameters);
    for (CameraBatch camera : batch.cameras()) {
      ImageBatch images = camera.images();
      images.reset(camera.rows(), true);
      camera.signal().reset(camera.rows(), images.pixels());
      int samples = camera.waveforms().samplesPerPixel();
      for (int i = 0; i < images.base(camera.rows()); i++) {
        float sum = 0;
        for (int s = 0; s < samples; s++) {
          sum += camera.waveforms().samples()[i * samples + s];
        }
        images.charge()[i] = sum;
        images.peakTime()[i] = 0.5f * samples;
        if (sum > 10) {
          camera.signal().set(i / images.pixels(), i % images.pixels());
        }
      }
      for (int row = 0; row < camera.rows(); row++) {
        int at = camera.tableRows()[row];
        parameters.set(at, PARAMETERS.column("intensity"), batch.trueImageSum()[at] * 1.0);
        parameters.set(at, PARAMETERS.column("n_pixels"), camera.signal().count(row));
      }
    }
  }
}
