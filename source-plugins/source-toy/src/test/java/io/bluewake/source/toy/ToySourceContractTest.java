package io.bluewake.source.toy;

import io.bluewake.spi.EventSource;
import io.bluewake.testkit.EventSourceContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Toy files keep what event sources promise. */
class ToySourceContractTest extends EventSourceContract {
  private static final String SMALL =
      """
      bluewake-toy: 1
      events: 12
      pixels: 127
      samples: 12
      viewconeDeg: 0.2
      coreRadius: 50
      spacing: 60
      large: 1
      medium: 2
      triggerPe: 10
      nightSkyPePerNs: 0.05
      energyMinTeV: 0.5
      energyMaxTeV: 2
      seed: 7
      """;

  @Override
  protected EventSource.Provider provider() {
    return new ToySourcePlugin();
  }

  @Override
  protected Path input() throws IOException {
    return Files.writeString(directory.resolve("small.toy"), SMALL);
  }

  @Override
  protected int damages() {
    return 60;
  }

  @Override
  protected boolean endIsMarked() {
    return false;
  }
}
