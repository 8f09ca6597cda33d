package io.bluewake.source.eventio;

import io.bluewake.codec.ByteReader;
import io.bluewake.codec.FormatException;
import io.bluewake.model.GeodeticLocation;
import io.bluewake.model.Subarray;
import io.bluewake.model.Telescope;
import io.bluewake.spi.InputException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Facts about a sim_telarray or CORSIKA IACT file, from one walk over all its objects, those inside
 * others included. A truncated file is described as far as it goes.
 */
final class FileDescription {
  private static final Map<Integer, String> PARTICLES =
      Map.of(
          0,
          "gamma",
          1,
          "electron",
          -1,
          "positron",
          2,
          "muon-",
          -2,
          "muon+",
          101,
          "proton",
          402,
          "helium",
          1407,
          "nitrogen",
          2814,
          "silicon",
          5626,
          "iron");

  private final String file;
  private final Place place;
  private final ObjectStream stream;
  private final ByteReader in = new ByteReader();
  private final RawBytes content = new RawBytes();
  private final SimtelHeader header = new SimtelHeader();
  private final CorsikaFacts corsika = new CorsikaFacts();
  private final ObjectDetails details = new ObjectDetails();
  private final Map<Integer, long[]> counts = new TreeMap<>();
  private final TreeMap<Integer, Long> primaries = new TreeMap<>();
  private long truncatedAt = -1;
  private long contentOffset;

  private FileDescription(String file, InputStream bytes) {
    this.file = file;
    place = new Place(file, bytes);
    stream = new ObjectStream(bytes);
  }

  /** Walks over the objects of a stream of decompressed bytes and says what is there. */
  static Map<String, Object> of(String file, InputStream bytes) throws InputException {
    FileDescription description = new FileDescription(file, bytes);
    description.walk();
    return description.facts();
  }

  private void walk() throws InputException {
    ObjectHeader object = new ObjectHeader();
    try {
      while (stream.next(object)) {
        visit(object, 0);
      }
    } catch (EOFException e) {
      truncatedAt = stream.offset();
    } catch (FormatException e) {
      long at = e.position() < 0 ? stream.offset() : e.position() + contentOffset;
      String what = object.type < 0 ? "between objects" : object.name();
      throw place.error(at, what, e.getMessage(), e);
    } catch (IOException e) {
      throw new InputException(file + ": reading failed: " + e.getMessage(), e);
    }
    if (counts.isEmpty()) {
      throw new InputException(
          file + ": byte 0: " + (truncatedAt > 0 ? "the file is truncated" : "the file is empty"));
    }
  }

  private void visit(ObjectHeader object, int depth) throws IOException {
    contentOffset = 0;
    long[] count = counts.computeIfAbsent(kind(object.type), k -> new long[2]);
    count[0]++;
    count[1] += object.length;
    long end = stream.offset() + object.length;
    if (object.onlyObjects && object.type != ObjectTypes.HISTORY && depth < 5) {
      ObjectHeader inner = new ObjectHeader();
      while (stream.offset() < end) {
        stream.nested(inner, object.bigEndian);
        if (stream.offset() + inner.length > end) {
          throw new FormatException(inner.start, inner.name() + " reaches beyond its parent");
        }
        visit(inner, depth + 1);
      }
    } else if (isRead(object.type)) {
      content.size = 0;
      stream.copy(object.length, content);
      contentOffset = end - object.length;
      read(object, in.wrap(content.data, 0, content.size, object.bigEndian));
      contentOffset = 0;
    } else {
      stream.skip(object.length);
    }
  }

  /** Telescope events and pointings count as one kind each. */
  private static int kind(int type) {
    return ObjectTypes.isTelescopeEvent(type)
        ? ObjectTypes.FIRST_TELESCOPE_EVENT
        : ObjectTypes.isTracking(type) ? ObjectTypes.FIRST_TRACKING : type;
  }

  private static boolean isRead(int type) {
    return SimtelHeader.takes(type) || CorsikaFacts.takes(type) || ObjectDetails.takes(type);
  }

  private void read(ObjectHeader object, ByteReader r) throws FormatException {
    if (object.type == ObjectTypes.MC_SHOWER) {
      primaries.merge(r.i32(), 1L, Long::sum);
    } else if (SimtelHeader.takes(object.type)) {
      header.read(object, r);
    } else if (CorsikaFacts.takes(object.type)) {
      corsika.read(object, r);
    }
    if (ObjectDetails.takes(object.type)) {
      r.seek(0);
      details.read(object, r);
    }
  }

  private Map<String, Object> facts() throws InputException {
    Map<String, Object> facts = new LinkedHashMap<>();
    boolean iact = counts.containsKey(ObjectTypes.CORSIKA_RUN_HEADER);
    facts.put("format", iact ? "CORSIKA IACT (EventIO)" : "sim_telarray (EventIO)");
    if (truncatedAt >= 0) {
      facts.put("truncated", "after byte " + truncatedAt + " of the decompressed data");
    }
    if (iact) {
      corsika.addTo(facts);
    }
    addRun(facts);
    addArray(facts);
    if (!primaries.isEmpty()) {
      Map<String, Object> showers = new LinkedHashMap<>();
      primaries.forEach((id, n) -> showers.put(particle(id), n));
      facts.put("simulated showers", showers);
    }
    addCount(facts, "simulated events", ObjectTypes.MC_EVENT);
    addCount(facts, "array events", ObjectTypes.ARRAY_EVENT);
    addCount(facts, "calibration events", ObjectTypes.CALIBRATION_EVENT);
    addCount(facts, "telescope events", ObjectTypes.FIRST_TELESCOPE_EVENT);
    details.addTo(facts);
    Map<String, Object> objects = new LinkedHashMap<>();
    counts.forEach(
        (type, n) -> {
          Map<String, Object> entry = new LinkedHashMap<>();
          entry.put("count", n[0]);
          entry.put("bytes", n[1]);
          objects.put(objectName(type), entry);
        });
    facts.put("objects", objects);
    return facts;
  }

  private static String objectName(int type) {
    return switch (type) {
      case ObjectTypes.FIRST_TELESCOPE_EVENT -> "2200+ telescope event";
      case ObjectTypes.FIRST_TRACKING -> "2100+ telescope pointing";
      default -> type + " " + ObjectTypes.name(type);
    };
  }

  /** Name of a primary particle of the simulation. */
  static String particle(int id) {
    return PARTICLES.getOrDefault(id, "particle " + id);
  }

  private void addCount(Map<String, Object> facts, String name, int type) {
    long[] n = counts.get(type);
    if (n != null) {
      facts.put(name, n[0]);
    }
  }

  private void addRun(Map<String, Object> facts) {
    if (header.run != null) {
      facts.put("run", header.run.run());
      facts.put("start (Unix time)", header.run.time());
      facts.put("pointing azimuth (deg)", Math.toDegrees(header.run.direction()[0]));
      facts.put("pointing altitude (deg)", Math.toDegrees(header.run.direction()[1]));
    }
    SimulationHeader s = header.simulation;
    if (s != null) {
      facts.put("CORSIKA version", s.showerProgramVersion() / 1000.0);
      facts.put("sim_telarray version", s.detectorProgramVersion());
      facts.put("lowest energy (TeV)", s.energyRange()[0]);
      facts.put("highest energy (TeV)", s.energyRange()[1]);
      facts.put("spectral index", s.spectralIndex());
      facts.put("showers", s.showers());
      facts.put("uses of a shower", s.uses());
      facts.put("view cone (deg)", s.viewCone()[1]);
      facts.put("scatter radius (m)", s.coreRange()[1]);
      facts.put("site height (m)", s.observationHeight());
    }
  }

  private void addArray(Map<String, Object> facts) throws InputException {
    if (header.run == null || !header.isComplete()) {
      return;
    }
    Subarray array = new SubarrayBuilder(file, header, false).build(Set.of());
    facts.put("array", array.name());
    GeodeticLocation place = array.reference();
    if (place.latitudeDeg() != 0 || place.longitudeDeg() != 0) {
      facts.put("latitude (deg)", place.latitudeDeg());
      facts.put("longitude (deg)", place.longitudeDeg());
    }
    Map<String, Object> types = new TreeMap<>();
    for (Telescope t : array.telescopes()) {
      types.merge(t.camera().description(), 1L, (a, b) -> (Long) a + (Long) b);
    }
    facts.put("telescopes", types);
  }
}
