package __PACKAGE__;

import io.bluewake.spi.ProductWriter;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ProductWriterContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps what plug-ins of this kind promise. */
class __CLASS__Test extends ProductWriterContract {
  @Override
  protected ProductWriter.Provider provider() {
    return new __CLASS__(Configs.of(__CLASS__.Config.class));
  }

  @Override
  protected long[] eventIds(Path product) throws IOException {
    return Files.readAllLines(product).stream()
        .mapToLong(line -> Long.parseLong(line.split(",", -1)[1]))
        .toArray();
  }
}
