package __PACKAGE__;

import io.bluewake.model.Subarray;
import io.bluewake.spi.MonitoringSource;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.MonitoringSourceContract;
import io.bluewake.testkit.ToyArray;
import io.bluewake.testkit.ToyCamera;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps what plug-ins of this kind promise. */
class __CLASS__Test extends MonitoringSourceContract {
  private final Subarray subarray = ToyArray.square(2, 100, ToyCamera.hexagonal(7));

  @Override
  protected MonitoringSource.Provider provider() {
    return new __CLASS__(Configs.of(__CLASS__.Config.class));
  }

  @Override
  protected Subarray subarray() {
    return subarray;
  }

  @Override
  protected Path input() throws IOException {
    String text = "__NAME__ 1\n1 1800000000 120.5 70\n2 1800000000 120 70\n1 1800000010 121 70.2\n";
    return Files.writeString(directory.resolve("pointing.txt"), text);
  }
}
