package io.bluewake.source.zfits;

import io.bluewake.spi.EventSource;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.EventSourceContract;
import java.io.IOException;
import java.nio.file.Path;

class ZfitsContractTest extends EventSourceContract {
  @Override
  protected EventSource.Provider provider() {
    return new ZfitsProvider(Configs.of(ZfitsProvider.Config.class));
  }

  @Override
  protected Path input() throws IOException {
    Dl0Files files = new Dl0Files();
    return files.write(
        directory, files.name(1, 0, "TEL_SHOWER", 0), files.telescope(1, Dl0Files.ids(1, 5)));
  }
}
