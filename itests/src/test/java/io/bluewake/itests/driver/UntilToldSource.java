package io.bluewake.itests.driver;

import io.bluewake.model.DataLevel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.RunInfo;
import io.bluewake.model.Subarray;
import io.bluewake.model.Table;
import io.bluewake.source.toy.ToySourcePlugin;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.GainSelector;
import io.bluewake.spi.Plugin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;

/** The toy source, with files that end when the test says so. */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "until-told", summary = "Toy showers until the test ends them")
public final class UntilToldSource implements EventSource.Provider {
  private final EventSource.Provider toy = new ToySourcePlugin();

  @Override
  public EventSource.Match probe(Path input, byte[] head) {
    return toy.probe(input, head);
  }

  @Override
  public Map<String, Object> describe(Path input) throws IOException {
    return toy.describe(input);
  }

  @Override
  public EventSource open(Path input, EventSource.Request request) throws IOException {
    return new UntilTold(toy.open(input, request), input.getFileName().toString());
  }

  private static final class UntilTold implements EventSource {
    private final EventSource source;
    private final String file;

    UntilTold(EventSource source, String file) {
      this.source = source;
      this.file = file;
    }

    @Override
    public boolean read(EventBatch out, Limits limits) throws IOException {
      long pause = Long.getLong("bluewake.itests.pauseMicros", 0);
      if (pause > 0) {
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(pause));
      }
      return !Boolean.getBoolean("bluewake.itests.stop")
          && !Boolean.getBoolean("bluewake.itests.stop." + file)
          && source.read(out, limits);
    }

    @Override
    public Subarray subarray() {
      return source.subarray();
    }

    @Override
    public Set<DataLevel> levels() {
      return source.levels();
    }

    @Override
    public RunInfo run() {
      return source.run();
    }

    @Override
    public void decode(EventBatch batch, List<GainSelector> gains) throws IOException {
      source.decode(batch, gains);
    }

    @Override
    public Optional<Table> showerDistribution() {
      return source.showerDistribution();
    }

    @Override
    public Map<String, Long> notices() {
      return source.notices();
    }

    @Override
    public void close() throws IOException {
      source.close();
    }
  }
}
