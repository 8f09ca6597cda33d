package __PACKAGE__;

import io.bluewake.spi.EventSource;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.EventSourceContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps what plug-ins of this kind promise. */
class __CLASS__Test extends EventSourceContract {
  @Override
  protected EventSource.Provider provider() {
    return new __CLASS__(Configs.of(__CLASS__.Config.class));
  }

  @Override
  protected Path input() throws IOException {
    String text = "__NAME__ 1\n1 0.5 2 3 4\n2 8 7 6 5.5\n3 1 1 1 1\n5 0 0 10 0\n";
    return Files.writeString(directory.resolve("events.txt"), text);
  }
}
