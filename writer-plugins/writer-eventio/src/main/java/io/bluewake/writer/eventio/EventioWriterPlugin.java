package io.bluewake.writer.eventio;

import io.bluewake.spi.Plugin;
import io.bluewake.spi.ProductWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Writes raw events as sim_telarray files, compressed by the ending of the name. */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "eventio", summary = "Raw simulated events as sim_telarray files")
@Designate(ocd = EventioWriterPlugin.Config.class, factory = true)
public final class EventioWriterPlugin implements ProductWriter.Provider {
  /** Options. */
  @ObjectClassDefinition(
      name = "sim_telarray writer",
      description = "Raw simulated events as sim_telarray files")
  public @interface Config {
    /** Effort of zstd, 1 to 19. */
    @AttributeDefinition(
        name = "Compression level",
        description = "Effort of zstd, 1 (fast) to 19 (small)",
        min = "1",
        max = "19")
    int compressionLevel() default 3;
  }

  private final int level;

  /** Creates the provider. */
  @Activate
  public EventioWriterPlugin(Config config) {
    level = config.compressionLevel();
  }

  @Override
  public Set<String> extensions() {
    return Set.of(".simtel", ".simtel.zst", ".simtel.gz");
  }

  @Override
  public ProductWriter open(Path target, ProductWriter.Header header) throws IOException {
    return new EventioProduct(target, header, level);
  }

  @Override
  public Map<String, Long> merge(
      List<Path> inputs, Path target, Map<String, String> options, boolean overwrite)
      throws IOException {
    throw new IOException(target + ": sim_telarray files are not merged; process them together");
  }
}
