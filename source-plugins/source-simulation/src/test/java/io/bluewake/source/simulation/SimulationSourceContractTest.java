package io.bluewake.source.simulation;

import io.bluewake.spi.EventSource;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.EventSourceContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Simulation files keep what event sources promise. */
class SimulationSourceContractTest extends EventSourceContract {
  private static final EventSource.Provider PROVIDER =
      new SimulationSourcePlugin(Configs.of(SimulationSourcePlugin.Config.class));

  private static final String SMALL =
      """
      bluewake-simulation: 1
      array: lst-4
      showers: 12
      coreRadius: 100
      energyMinTeV: 0.3
      energyMaxTeV: 1
      seed: 7
      """;

  @Override
  protected EventSource.Provider provider() {
    return PROVIDER;
  }

  @Override
  protected Path input() throws IOException {
    return Files.writeString(directory.resolve("small.sim"), SMALL);
  }

  @Override
  protected int damages() {
    return 20;
  }

  @Override
  protected boolean endIsMarked() {
    return false;
  }
}
