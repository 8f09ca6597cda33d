package io.bluewake.source.toy;

import io.bluewake.spi.EventSource;
import io.bluewake.spi.InputException;
import io.bluewake.spi.Plugin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Opens toy files: a few lines of text that say how many showers to make up, and for which
 * telescopes. All options are in the file, so that a file alone says what its events are.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "toy", summary = "Made-up gamma showers from a few lines of text")
@Designate(ocd = ToySourcePlugin.Config.class, factory = true)
public final class ToySourcePlugin implements EventSource.Provider {
  /** No options: everything is in the file. */
  @ObjectClassDefinition(
      name = "Toy source",
      description = "Made-up gamma showers from a few lines of text")
  public @interface Config {}

  /** Creates the provider. */
  @Activate
  public ToySourcePlugin() {}

  @Override
  public EventSource.Match probe(Path input, byte[] head) {
    if (ToySettings.isToy(head)) {
      return EventSource.Match.MAGIC;
    }
    Path file = input.getFileName();
    String name = file == null ? "" : file.toString();
    boolean named = name.endsWith(".toy") || name.endsWith(".toy.yaml");
    return named ? EventSource.Match.NAME_ONLY : EventSource.Match.NO;
  }

  @Override
  public EventSource open(Path input, EventSource.Request request) throws IOException {
    ToySource source = new ToySource(ToySettings.read(input), request);
    if (source.subarray().size() == 0) {
      Set<Integer> ids = request.telescopes();
      throw new InputException(input + ": none of the telescopes " + ids + " is in this array");
    }
    return source;
  }

  @Override
  public Map<String, Object> describe(Path input) throws IOException {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("format", "toy");
    facts.putAll(ToySettings.read(input).describe());
    return facts;
  }
}
