package io.bluewake.bench;

import io.bluewake.gain.selection.ThresholdGainSelector;
import io.bluewake.model.EventBatch;
import io.bluewake.source.simulation.SimulationSourcePlugin;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.GainSelector;
import io.bluewake.testkit.Configs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Simulated events as the pipeline takes them: showers, light, triggers and the waveforms of the
 * selected gain. Read the counter: time per triggered telescope event.
 */
@Warmup(iterations = 3, time = 10)
@Measurement(iterations = 5, time = 10)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
public class SimulationBenchmark extends KernelBenchmark {
  private static final EventSource.Limits LIMITS = new EventSource.Limits(64, 8L << 20);

  /** What is simulated. */
  @Param({"gamma", "proton"})
  public String primary;

  private Path file;
  private EventSource source;
  private EventBatch batch;
  private List<GainSelector> gains;

  /** Telescope events of an iteration. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Counter {
    /** Telescope events so far. */
    public long telescopeEvents;

    /** A new iteration begins. */
    @Setup(Level.Iteration)
    public void reset() {
      telescopeEvents = 0;
    }
  }

  /** Opens an endless run of the northern array. */
  @Setup
  public void open() throws IOException {
    file = Files.createTempFile("bench", ".sim");
    boolean gamma = "gamma".equals(primary);
    Files.writeString(
        file,
        String.join(
            "\n",
            "bluewake-simulation: 1",
            "array: alpha-north",
            "primary: " + primary,
            "energyMinTeV: " + (gamma ? 0.03 : 0.1),
            "viewconeDeg: " + (gamma ? 0 : 3),
            "coreRadius: 700",
            "reuse: 5",
            "showers: 1000000000",
            "seed: " + SEED,
            ""));
    source =
        new SimulationSourcePlugin(Configs.of(SimulationSourcePlugin.Config.class))
            .open(file, EventSource.Request.ALL);
    var array = source.subarray();
    int[] groups = new int[array.size()];
    for (int t = 0; t < groups.length; t++) {
      groups[t] = array.cameras().indexOf(array.telescope(t).camera());
    }
    batch = new EventBatch(array, groups);
    gains = new ArrayList<>();
    for (int g = 0; g < batch.cameras().size(); g++) {
      gains.add(new ThresholdGainSelector(Configs.of(ThresholdGainSelector.Config.class)));
    }
  }

  /** Forgets the run. */
  @TearDown
  public void close() throws IOException {
    source.close();
    Files.delete(file);
  }

  /** A batch of events with their waveforms. */
  @Benchmark
  public int events(Counter counter) throws IOException {
    batch.clear();
    source.read(batch, LIMITS);
    source.decode(batch, gains);
    int rows = batch.firstTelescope()[batch.events()];
    counter.telescopeEvents += rows;
    return rows;
  }
}
