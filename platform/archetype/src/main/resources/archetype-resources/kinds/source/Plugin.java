package __PACKAGE__;

import io.bluewake.model.Camera;
import io.bluewake.model.CameraGeometry;
import io.bluewake.model.CameraReadout;
import io.bluewake.model.DataLevel;
import io.bluewake.model.DataModel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.EventType;
import io.bluewake.model.GeodeticLocation;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.Neighbors;
import io.bluewake.model.Optics;
import io.bluewake.model.PixelShape;
import io.bluewake.model.RunInfo;
import io.bluewake.model.Subarray;
import io.bluewake.model.Table;
import io.bluewake.model.Telescope;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.GainSelector;
import io.bluewake.spi.InputException;
import io.bluewake.spi.Plugin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Reads images of a four pixel camera from text: a first line {@code __NAME__ 1}, then one line per
 * event, its number and four charges.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(name = "__NAME__", summary = "Images of four pixels from lines of text")
@Designate(ocd = __CLASS__.Config.class, factory = true)
public final class __CLASS__ implements EventSource.Provider {
  private static final String MAGIC = "__NAME__ 1";
  private static final int PIXELS = 4;
  private static final int LONGEST_LINE = 1000;

  /** Options. */
  @ObjectClassDefinition(name = "__NAME__")
  public @interface Config {}

  /** Creates the provider. */
  @Activate
  public __CLASS__(Config config) {
    config.annotationType();
  }

  @Override
  public EventSource.Match probe(Path input, byte[] head) {
    boolean own = new String(head, StandardCharsets.ISO_8859_1).startsWith(MAGIC);
    return own ? EventSource.Match.MAGIC : EventSource.Match.NO;
  }

  @Override
  public EventSource open(Path input, EventSource.Request request) throws IOException {
    if (!Files.isRegularFile(input)) {
      throw new InputException(input + ": no such file");
    }
    return new Lines(input, request);
  }

  @Override
  public Map<String, Object> describe(Path input) throws IOException {
    return Map.of("format", "__NAME__", "bytes", Files.size(input));
  }

  private static final class Lines implements EventSource {
    private final Path file;
    private final java.io.InputStream in;
    private final Subarray subarray;
    private final long maxEvents;
    private long events;
    private long offset;

    Lines(Path file, Request request) throws IOException {
      this.file = file;
      boolean wanted = request.telescopes().isEmpty() || request.telescopes().contains(1);
      Telescope telescope = new Telescope(1, "Example", 0, 0, 0, camera());
      GeodeticLocation origin = new GeodeticLocation(0, 0, 0);
      subarray = new Subarray("Example", wanted ? List.of(telescope) : List.of(), origin);
      maxEvents = request.maxEvents();
      in = new java.io.BufferedInputStream(Files.newInputStream(file));
      if (!MAGIC.equals(line())) {
        in.close();
        throw InputException.at(file.toString(), 0, "first line", "not '" + MAGIC + "'");
      }
    }

    private static Camera camera() {
      double[] x = {0, 1, 0, 1};
      double[] y = {0, 0, 1, 1};
      double[] area = {1, 1, 1, 1};
      Neighbors neighbors =
          new Neighbors(new int[] {0, 2, 4, 6, 8}, new int[] {1, 2, 0, 3, 0, 3, 1, 2});
      String name = "ExampleCam";
      CameraGeometry geometry =
          new CameraGeometry(name, x, y, area, PixelShape.RECTANGULAR, 0, 0, neighbors);
      CameraReadout readout = new CameraReadout(name, 1, 1, PIXELS, 1, new double[][] {{1}}, 1);
      Optics optics = new Optics("Example", "UNKNOWN", "UNKNOWN", 10, 1, 1, 10, 10);
      return new Camera(geometry, readout, optics, 10);
    }

    /** The next line, or nothing at the end. */
    private String line() throws IOException {
      StringBuilder line = new StringBuilder();
      int next = in.read();
      while (next >= 0 && next != '\n') {
        if (line.length() == LONGEST_LINE) {
          throw InputException.at(file.toString(), offset, "line", "too long");
        }
        line.append((char) next);
        next = in.read();
      }
      return line.toString();
    }

    @Override
    public Subarray subarray() {
      return subarray;
    }

    @Override
    public Set<DataLevel> levels() {
      return Set.of(DataLevel.DL1_IMAGES);
    }

    @Override
    public RunInfo run() {
      Table observation = new Table(DataModel.OBSERVATION_BLOCK);
      observation.set(observation.append(), DataModel.OBSERVATION_BLOCK.column("obs_id"), 1);
      Table scheduling = new Table(DataModel.SCHEDULING_BLOCK);
      return new RunInfo(false, scheduling, observation, Optional.empty(), Optional.empty());
    }

    @Override
    public boolean read(EventBatch out, Limits limits) throws IOException {
      List<float[]> charges = new ArrayList<>();
      out.setAttachment(charges);
      while (out.events() < limits.events() && events != maxEvents) {
        String line = line();
        if (line.isEmpty()) {
          break;
        }
        parse(line, out, charges);
        offset += line.length() + 1;
        events++;
      }
      return out.events() > 0;
    }

    private void parse(String line, EventBatch out, List<float[]> charges) throws IOException {
      String[] words = line.split(" ", -1);
      float[] values = new float[PIXELS];
      try {
        if (words.length != PIXELS + 1) {
          throw new NumberFormatException(words.length + " words");
        }
        out.addEvent(1, Long.parseLong(words[0]), 0, 0, EventType.SUBARRAY.code());
        for (int p = 0; p < PIXELS; p++) {
          values[p] = Float.parseFloat(words[p + 1]);
        }
      } catch (NumberFormatException e) {
        String place = "event after " + events + " events";
        throw InputException.at(file.toString(), offset, place, "not a number and four charges");
      }
      if (subarray.size() > 0) {
        out.addTelescope(0, Float.NaN, Float.NaN);
        charges.add(values);
      }
    }

    @Override
    @SuppressWarnings("unchecked")
    public void decode(EventBatch batch, List<GainSelector> gains) {
      List<float[]> charges = (List<float[]>) batch.attachment();
      if (batch.telescopeRows() == 0) {
        return;
      }
      ImageBatch images = batch.cameras().get(0).images();
      images.reset(batch.telescopeRows(), false);
      for (int row = 0; row < images.rows(); row++) {
        System.arraycopy(charges.get(row), 0, images.charge(), images.base(row), PIXELS);
      }
    }

    @Override
    public Optional<Table> showerDistribution() {
      return Optional.empty();
    }

    @Override
    public Map<String, Long> notices() {
      return Map.of();
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
