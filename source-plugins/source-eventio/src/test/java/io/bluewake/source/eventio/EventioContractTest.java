package io.bluewake.source.eventio;

import io.bluewake.spi.EventSource;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.EventSourceContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class EventioContractTest extends EventSourceContract {
  @Override
  protected EventSource.Provider provider() {
    return new EventioProvider(Configs.of(EventioProvider.Config.class));
  }

  @Override
  protected Path input() throws IOException {
    byte[] file = ToyFile.file(false, false, 5, ToyFile::samples);
    return Files.write(directory.resolve("toy.simtel"), file);
  }
}
