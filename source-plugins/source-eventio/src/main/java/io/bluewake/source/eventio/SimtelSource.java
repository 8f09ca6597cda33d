package io.bluewake.source.eventio;

import io.bluewake.codec.ByteReader;
import io.bluewake.codec.FormatException;
import io.bluewake.model.CameraBatch;
import io.bluewake.model.DataLevel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.EventType;
import io.bluewake.model.RunInfo;
import io.bluewake.model.Subarray;
import io.bluewake.model.Table;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.GainSelector;
import io.bluewake.spi.InputException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A sim_telarray file being read. {@link #read} decompresses, walks over the objects and keeps the
 * bytes of the events; {@link #decode} turns them into waveforms and true images.
 */
final class SimtelSource implements EventSource {
  /** Largest number of values in the waveforms of a group in one batch. */
  private static final long MOST_VALUES = 1L << 29;

  private static final EventType[] CALIBRATION_TYPES = {
    EventType.DARK_PEDESTAL, EventType.SKY_PEDESTAL, EventType.SINGLE_PE, EventType.FLATFIELD
  };

  private final Place place;
  private final SimtelOptions options;
  private final long maxEvents;
  private final ObjectStream stream;
  private final ObjectHeader object = new ObjectHeader();
  private final ObjectHeader nested = new ObjectHeader();
  private final ByteReader in = new ByteReader();
  private final RawBytes content = new RawBytes();
  private final SimtelHeader header = new SimtelHeader();
  private final Notices notices = new Notices();
  private final Subarray subarray;
  private final RunInfo run;
  private final ShowerState shower = new ShowerState();
  private final EventCollector collector;
  private final int obsId;

  /** Calibrations that came before all telescopes were described, as they do in merged files. */
  private final List<Deferred> deferred = new ArrayList<>();

  /** Whether {@link #object} is the header of an object that is still to be read. */
  private boolean waiting;

  /** Where the content that {@link #in} reads starts in the file, -1 when it reads none. */
  private long contentOffset = -1;

  private boolean finished;
  private long delivered;
  private Optional<Table> showerDistribution = Optional.empty();

  /** Where the bytes of the next event start in those of the batch. */
  private int eventStart;

  private Event carried;
  private byte[] carriedBytes = new byte[0];

  /** An object kept for later. */
  private record Deferred(ObjectHeader object, byte[] content) {}

  /** An event whose bytes are known. */
  private record Event(
      int from, int to, int id, boolean bigEndian, EventType type, boolean simulated, long offset) {
    Event moved(int by) {
      return new Event(from + by, to + by, id, bigEndian, type, simulated, offset - by);
    }
  }

  /** Opens a stream of decompressed bytes and reads up to the first event. */
  SimtelSource(String file, InputStream bytes, Request request, SimtelOptions options)
      throws InputException {
    place = new Place(file, bytes);
    this.options = options;
    this.maxEvents = request.maxEvents();
    stream = new ObjectStream(bytes);
    try {
      readHeader();
      subarray = new SubarrayBuilder(file, header, options.effective()).build(request.telescopes());
    } catch (EOFException e) {
      throw at(e, "the file is truncated before its first event: " + e.getMessage());
    } catch (FormatException e) {
      throw at(e, e.getMessage());
    } catch (InputException e) {
      throw e;
    } catch (IOException e) {
      throw at(e, "reading failed: " + e.getMessage());
    }
    int number = header.run.run();
    obsId = options.overrideObsId() >= 0 ? options.overrideObsId() : number + options.obsIdOffset();
    run = RunTables.of(header, obsId);
    collector = new EventCollector(subarray, header, shower, obsId, notices);
    readDeferred();
  }

  private void readDeferred() throws InputException {
    for (Deferred d : deferred) {
      try {
        in.wrap(d.content, 0, d.content.length, d.object.bigEndian);
        collector.calibrate(d.object, in);
      } catch (FormatException e) {
        throw place.error(d.object.start, d.object.name(), e.getMessage(), e);
      }
    }
    deferred.clear();
  }

  private void readHeader() throws IOException {
    while (!header.isComplete()) {
      contentOffset = -1;
      if (!stream.next(object)) {
        throw new EOFException(
            object.start == 0 ? "it is empty" : "no run header and telescopes up to the end");
      }
      if (object.type == ObjectTypes.CORSIKA_RUN_HEADER) {
        throw new FormatException(
            object.start, "a CORSIKA IACT file has photons but no telescope events");
      }
      if (SimtelHeader.takes(object.type)) {
        load();
        header.read(object, in);
      } else if (startsEvents(object.type)) {
        waiting = true;
        break;
      } else {
        readBetween();
      }
    }
    if (header.run == null) {
      throw new FormatException(object.start, "no run header precedes the first event");
    }
  }

  private static boolean startsEvents(int type) {
    return switch (type) {
      case ObjectTypes.ARRAY_EVENT,
          ObjectTypes.CALIBRATION_EVENT,
          ObjectTypes.CALIBRATION_PE,
          ObjectTypes.TELESCOPE_DATA,
          ObjectTypes.HISTOGRAMS ->
          true;
      default -> false;
    };
  }

  /** Objects that should follow the descriptions of the telescopes but may be among them. */
  private void readBetween() throws IOException {
    switch (object.type) {
      case ObjectTypes.CAMERA_MONITORING, ObjectTypes.LASER_CALIBRATION -> {
        load();
        deferred.add(new Deferred(object.copy(), Arrays.copyOf(content.data, content.size)));
      }
      case ObjectTypes.MC_SHOWER, ObjectTypes.MC_EVENT, ObjectTypes.MC_PE_SUMS -> readShower();
      default -> leaveOut();
    }
  }

  private void readShower() throws IOException {
    load();
    switch (object.type) {
      case ObjectTypes.MC_SHOWER -> shower.readShower(in, object.version);
      case ObjectTypes.MC_EVENT -> shower.readEvent(in, object.version);
      default -> shower.readSums(in, object.version);
    }
  }

  @Override
  public Subarray subarray() {
    return subarray;
  }

  @Override
  public Set<DataLevel> levels() {
    return Set.of(DataLevel.R0);
  }

  @Override
  public RunInfo run() {
    return run;
  }

  @Override
  public boolean read(EventBatch out, Limits limits) throws IOException {
    RawEvents raw = attachment(out);
    raw.clear();
    eventStart = 0;
    long bytes = 0;
    if (carried == null) {
      collector.forgetPhotoElectrons();
    }
    try {
      while (!finished && out.events() < limits.events() && bytes < limits.bytes()) {
        if (maxEvents >= 0 && delivered >= maxEvents) {
          finished = true;
          break;
        }
        Event event = nextEvent(raw);
        if (event == null) {
          finished = true;
          break;
        }
        long size = deliver(event, out, raw);
        if (size < 0) {
          break;
        }
        bytes += size;
      }
    } catch (EOFException e) {
      endEarly(e);
    } catch (FormatException e) {
      throw at(e, e.getMessage());
    } catch (InputException e) {
      throw e;
    } catch (IOException e) {
      throw at(e, "reading failed: " + e.getMessage());
    }
    return out.events() > 0;
  }

  private void endEarly(EOFException e) throws InputException {
    if (!options.acceptTruncated()) {
      throw at(e, "the file is truncated: " + e.getMessage());
    }
    finished = true;
    notices.add("input truncated at byte " + stream.offset());
  }

  /** The next array event that may be delivered, or null at the end. */
  private Event nextEvent(RawEvents raw) throws IOException {
    if (carried != null) {
      Event event = carried;
      carried = null;
      raw.bytes.ensure(carriedBytes.length);
      System.arraycopy(carriedBytes, 0, raw.bytes.data, 0, carriedBytes.length);
      raw.bytes.size = carriedBytes.length;
      return event;
    }
    contentOffset = -1;
    while (waiting || stream.next(object)) {
      waiting = false;
      contentOffset = -1;
      switch (object.type) {
        case ObjectTypes.ARRAY_EVENT -> {
          if (shower.hasShower() && !shower.hasEvent()) {
            throw new FormatException(object.start, "no simulated event precedes the array event");
          }
          boolean simulated = shower.hasShower();
          if (!simulated && options.skipCalibrationEvents()) {
            stream.skip(object.length);
          } else {
            EventType type = simulated ? EventType.SUBARRAY : EventType.OTHER_CALIBRATION;
            return keep(raw, object, type, simulated);
          }
        }
        case ObjectTypes.CALIBRATION_EVENT -> {
          if (options.skipCalibrationEvents()) {
            stream.skip(object.length);
          } else {
            return calibrationEvent(raw);
          }
        }
        default -> readOther(raw);
      }
    }
    return null;
  }

  private Event calibrationEvent(RawEvents raw) throws IOException {
    int kind = object.id;
    long end = stream.offset() + object.length;
    stream.nested(nested, object.bigEndian);
    if (nested.type != ObjectTypes.ARRAY_EVENT || stream.offset() + nested.length > end) {
      throw new FormatException(nested.start, "a calibration event without array event");
    }
    EventType type =
        kind >= 0 && kind < CALIBRATION_TYPES.length
            ? CALIBRATION_TYPES[kind]
            : EventType.OTHER_CALIBRATION;
    Event event = keep(raw, nested, type, false);
    stream.skip(end - stream.offset());
    return event;
  }

  private Event keep(RawEvents raw, ObjectHeader which, EventType type, boolean simulated)
      throws IOException {
    int from = raw.bytes.size;
    long offset = stream.offset() - from;
    stream.copy(which.length, raw.bytes);
    return new Event(from, raw.bytes.size, which.id, which.bigEndian, type, simulated, offset);
  }

  private void readOther(RawEvents raw) throws IOException {
    switch (object.type) {
      case ObjectTypes.MC_SHOWER, ObjectTypes.MC_PE_SUMS -> readShower();
      case ObjectTypes.MC_EVENT -> {
        readShower();
        forget(raw);
      }
      case ObjectTypes.TELESCOPE_DATA -> photoElectrons(raw, object.length);
      case ObjectTypes.CALIBRATION_PE -> {
        forget(raw);
        if (options.skipCalibrationEvents()) {
          stream.skip(object.length);
        } else {
          photoElectrons(raw, object.length);
        }
      }
      case ObjectTypes.CAMERA_MONITORING, ObjectTypes.LASER_CALIBRATION -> {
        load();
        collector.calibrate(object, in);
      }
      case ObjectTypes.DISABLED_PIXELS -> {
        load();
        header.read(object, in);
        int index = subarray.indexOf(object.id);
        if (index >= 0) {
          collector.calibrations[index].setDisabled(header.telescopes.get(object.id).disabled);
        }
      }
      case ObjectTypes.HISTOGRAMS -> {
        load();
        showerDistribution = ShowerHistogram.read(in, object.version, obsId);
      }
      default -> leaveOut();
    }
  }

  private void leaveOut() throws IOException {
    if (!ObjectTypes.isKnown(object.type)) {
      notices.unknown(object.type);
    }
    stream.skip(object.length);
  }

  private void load() throws IOException {
    content.size = 0;
    contentOffset = -1;
    stream.copy(object.length, content);
    contentOffset = stream.offset() - content.size;
    in.wrap(content.data, 0, content.size, object.bigEndian);
  }

  private void forget(RawEvents raw) {
    raw.bytes.size = eventStart;
    collector.forgetPhotoElectrons();
  }

  /** Keeps the photo-electrons among the objects in an object; photons are left out. */
  private void photoElectrons(RawEvents raw, long length) throws IOException {
    long end = stream.offset() + length;
    while (stream.offset() < end) {
      stream.nested(nested, object.bigEndian);
      if (stream.offset() + nested.length > end) {
        throw new FormatException(nested.start, nested.name() + " reaches beyond its parent");
      }
      if (nested.type == ObjectTypes.TELESCOPE_DATA) {
        continue; // calibration photo-electrons are one level deeper: go on inside
      }
      int telescope = nested.id % 1000;
      int index = telescope >= 0 ? subarray.indexOf(telescope + 1) : -1;
      if (nested.type == ObjectTypes.PHOTO_ELECTRONS && index >= 0) {
        collector.peFrom[index] = raw.bytes.size;
        collector.peVersion[index] = nested.version;
        stream.copy(nested.length, raw.bytes);
        collector.peTo[index] = raw.bytes.size;
      } else {
        stream.skip(nested.length);
      }
    }
  }

  /** Appends an event to the batch; -1 when it must wait for the next batch. */
  private long deliver(Event event, EventBatch out, RawEvents raw) throws FormatException {
    try {
      collector.event.parse(raw.bytes.data, event.from, event.to, event.bigEndian, event.id);
      if (collector.event.telescopeEvents == 0 && event.simulated) {
        return 0;
      }
      if (out.events() > 0 && (!collector.fits(out, raw) || tooMany(out, raw))) {
        carry(event, raw);
        return -1;
      }
      long size =
          collector.append(out, raw, event.type, event.simulated, event.bigEndian, event.offset);
      eventStart = raw.bytes.size;
      delivered++;
      return size;
    } catch (FormatException e) {
      throw new FormatException(e.position() + event.offset, e.getMessage());
    }
  }

  private boolean tooMany(EventBatch out, RawEvents raw) {
    for (int g = 0; g < raw.groupSamples.length; g++) {
      CameraBatch camera = out.cameras().get(g);
      long values = (camera.rows() + 1L) * camera.camera().pixels() * raw.groupSamples[g];
      if (values > MOST_VALUES) {
        return true;
      }
    }
    return false;
  }

  private void carry(Event event, RawEvents raw) {
    carriedBytes = Arrays.copyOfRange(raw.bytes.data, eventStart, raw.bytes.size);
    carried = event.moved(-eventStart);
    for (int t = 0; t < collector.peFrom.length; t++) {
      if (collector.peFrom[t] >= 0) {
        collector.peFrom[t] -= eventStart;
        collector.peTo[t] -= eventStart;
      }
    }
  }

  private static RawEvents attachment(EventBatch batch) {
    if (batch.attachment() instanceof RawEvents raw) {
      return raw;
    }
    RawEvents made = new RawEvents(batch.cameras().size());
    batch.setAttachment(made);
    return made;
  }

  @Override
  public void decode(EventBatch batch, List<GainSelector> gains) throws IOException {
    EventDecoder.decode(batch, attachment(batch), gains, collector.trueImages(), place);
  }

  /** Says where in the file it happened. */
  private InputException at(IOException e, String problem) {
    long position = e instanceof FormatException f ? f.position() : -1;
    long offset =
        position < 0 ? stream.offset() : contentOffset >= 0 ? contentOffset + position : position;
    String what = object.type < 0 ? "between objects" : object.name();
    return place.error(offset, what, problem, e);
  }

  @Override
  public Optional<Table> showerDistribution() {
    return showerDistribution;
  }

  @Override
  public Map<String, Long> notices() {
    return notices.counts();
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
