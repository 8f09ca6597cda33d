package io.bluewake.source.eventio;

import io.bluewake.codec.ByteReader;
import io.bluewake.codec.FormatException;
import io.bluewake.model.DataModel;
import io.bluewake.model.Schema;
import io.bluewake.model.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the objects in front of the first event say. Also takes objects that come again later. */
final class SimtelHeader {
  RunHeader run;
  SimulationHeader simulation;
  Optional<Table> atmosphere = Optional.empty();
  final Map<String, String> metadata = new HashMap<>();
  final Map<Integer, Map<String, String>> telescopeMetadata = new HashMap<>();
  final Map<Integer, TelescopeDescription> telescopes = new LinkedHashMap<>();
  private final List<String> history = new ArrayList<>();

  /** Whether an object belongs here. */
  static boolean takes(int type) {
    return switch (type) {
      case ObjectTypes.HISTORY,
          ObjectTypes.METADATA,
          ObjectTypes.RUN_HEADER,
          ObjectTypes.MC_RUN_HEADER,
          ObjectTypes.ATMOSPHERE,
          ObjectTypes.CAMERA_SETTINGS,
          ObjectTypes.CAMERA_ORGANIZATION,
          ObjectTypes.PIXEL_SETTINGS,
          ObjectTypes.DISABLED_PIXELS,
          ObjectTypes.SOFTWARE_SETTINGS,
          ObjectTypes.POINTING_CORRECTION,
          ObjectTypes.DRIVE_SETTINGS ->
          true;
      default -> false;
    };
  }

  /** Takes over an object. */
  void read(ObjectHeader object, ByteReader in) throws FormatException {
    switch (object.type) {
      case ObjectTypes.HISTORY -> readHistory(in);
      case ObjectTypes.METADATA ->
          readMetadata(
              object.id == -1
                  ? metadata
                  : telescopeMetadata.computeIfAbsent(object.id, id -> new HashMap<>()),
              in);
      case ObjectTypes.RUN_HEADER -> run = RunHeader.read(in, object.version);
      case ObjectTypes.MC_RUN_HEADER -> simulation = SimulationHeader.read(in, object.version);
      case ObjectTypes.ATMOSPHERE -> readAtmosphere(object, in);
      default ->
          telescopes
              .computeIfAbsent(object.id, id -> new TelescopeDescription())
              .read(object.type, object.version, in);
    }
  }

  /** Whether the run and all its telescopes have been described. */
  boolean isComplete() {
    if (run == null) {
      return false;
    }
    int complete = 0;
    for (TelescopeDescription t : telescopes.values()) {
      complete += t.isComplete() ? 1 : 0;
    }
    return complete == run.telescopeIds().length;
  }

  private void readHistory(ByteReader in) throws FormatException {
    ObjectHeader line = new ObjectHeader();
    while (in.remaining() > 0) {
      line.read(in);
      int end = in.position() + (int) line.length;
      in.i32(); // time
      int length = in.u16();
      if (length > end - in.position()) {
        throw new FormatException(in.position(), "a text is longer than its object");
      }
      history.add(in.text(length).strip());
      in.seek(end);
    }
  }

  private static void readMetadata(Map<String, String> into, ByteReader in) throws FormatException {
    into.clear();
    int items = in.varCount();
    for (int i = 0; i < items; i++) {
      String key = in.text(in.varCount());
      into.put(key, in.text(in.varCount()));
    }
  }

  private void readAtmosphere(ObjectHeader object, ByteReader in) throws FormatException {
    Versions.atMost(in, object.version, 1);
    if (atmosphere.isPresent()) {
      return;
    }
    Schema schema = DataModel.ATMOSPHERE;
    Table table = new Table(schema);
    String name = in.text(in.varCount());
    double observationLevel = in.f64();
    int levels = in.varCount();
    in.need(levels, 32);
    for (int i = 0; i < levels; i++) {
      double height = in.f64();
      double density = in.f64();
      double columnDensity = in.f64();
      in.f64(); // refractive index
      // A level without air ends the table; its logarithm would be of no use.
      if (height >= 0 && density > 0 && columnDensity > 0) {
        int row = table.append();
        table.set(row, schema.columns().get(0), height);
        table.set(row, schema.columns().get(1), density);
        table.set(row, schema.columns().get(2), columnDensity);
      }
    }
    table.attributes().put("observation_level", observationLevel);
    table.attributes().put("atmosphere_id", (long) object.id);
    table.attributes().put("atmosphere_name", name);
    if (in.varCount() == 5) {
      table.attributes().put("atmosphere_height", in.f64());
    }
    atmosphere = Optional.of(table);
  }

  /**
   * Whether the file is to have true images, by its configuration: photons or photo-electrons are
   * saved for all or for some telescopes. Merged files have none. Without any configuration, yes.
   */
  boolean hasTrueImages() {
    if (history.isEmpty()) {
      return true;
    }
    if (history.get(0).contains("merge_simtel")) {
      return false;
    }
    try {
      return savesPhotoElectrons();
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return true; // an odd configuration says nothing
    }
  }

  private boolean savesPhotoElectrons() {
    int savePhotons = 0;
    int store = -1;
    int telescope = 0;
    int telescopeStore = 0;
    boolean anyTelescope = false;
    for (String line : history) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (line.startsWith("# Telescope-specific configuration follows")) {
        anyTelescope |= telescopeStore > 0;
        telescopeStore = 0;
        telescope++;
      }
      if (telescope == 0) {
        savePhotons = lower.startsWith("save_photons") ? second(line) : savePhotons;
        store = lower.startsWith("store_photoelectrons") ? second(line) : store;
      } else if (lower.contains("store_photoelectrons")) {
        telescopeStore = second(line);
      }
    }
    return (savePhotons & 2) != 0 || store > 0 || anyTelescope || telescopeStore > 0;
  }

  private static int second(String line) {
    return Integer.parseInt(line.split("\\s+")[1]);
  }
}
