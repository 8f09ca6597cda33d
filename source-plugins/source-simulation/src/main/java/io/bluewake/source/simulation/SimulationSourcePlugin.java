package io.bluewake.source.simulation;

import io.bluewake.source.simulation.shower.PhotonTable;
import io.bluewake.source.simulation.telescope.TelescopeState;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.InputException;
import io.bluewake.spi.Plugin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Opens simulation files: a few lines of text that say which showers to simulate and for which
 * array. All options are in the file, so that a file alone says what its events are.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "simulation", summary = "Simulated showers in arrays of telescopes")
@Designate(ocd = SimulationSourcePlugin.Config.class, factory = true)
public final class SimulationSourcePlugin implements EventSource.Provider {
  /** No options: everything is in the file. */
  @ObjectClassDefinition(
      name = "Simulation source",
      description = "Simulated showers in arrays of telescopes")
  public @interface Config {}

  private PhotonTable table;
  private SimulationSource.Air tableAir = new SimulationSource.Air(0, 0, 0);

  /** Creates the provider. */
  @Activate
  public SimulationSourcePlugin(Config config) {
    config.annotationType();
  }

  @Override
  public EventSource.Match probe(Path input, byte[] head) {
    if (Settings.isSimulation(head)) {
      return EventSource.Match.MAGIC;
    }
    Path file = input.getFileName();
    String name = file == null ? "" : file.toString();
    boolean named = name.endsWith(".sim") || name.endsWith(".sim.yaml");
    return named ? EventSource.Match.NAME_ONLY : EventSource.Match.NO;
  }

  @Override
  public EventSource open(Path input, EventSource.Request request) throws IOException {
    Settings settings = Settings.read(input);
    SimulationSource source = new SimulationSource(settings, request, this::table);
    if (source.subarray().size() == 0) {
      throw new InputException(
          input + ": none of the telescopes " + request.telescopes() + " is in this array");
    }
    return source;
  }

  /** The table of light, made when it is first needed: it takes a second. */
  private synchronized PhotonTable table(SimulationSource.Air air) {
    if (table == null || !air.equals(tableAir)) {
      table = PhotonTable.make(air.field(), air.ground(), air.cosZenith());
      tableAir = air;
    }
    return table;
  }

  @Override
  public Map<String, Object> describe(Path input) throws IOException {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("format", "simulation");
    Settings settings = Settings.read(input);
    facts.putAll(settings.describe());
    facts.put("cameras", cameras(settings));
    return facts;
  }

  /** The scan of thresholds that a real camera would be set by. */
  private static Map<String, Object> cameras(Settings settings) {
    Map<String, Object> cameras = new LinkedHashMap<>();
    for (TelescopeState t : SimulationSource.array(settings).telescopes()) {
      cameras.computeIfAbsent(
          t.model().camera().name(),
          name -> {
            double[] scan = t.model().nightSkyTrigger(settings.get(Key.NIGHT_SKY));
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("trigger threshold, p.e.", scan[0]);
            facts.put("triggers of the night sky there, Hz", scan[1]);
            facts.put("threshold for 1 kHz of night sky, p.e.", scan[2]);
            return facts;
          });
    }
    return cameras;
  }
}
