package io.bluewake.source.eventio;

import io.bluewake.codec.FormatException;
import io.bluewake.model.CameraBatch;
import io.bluewake.model.DataLevel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.RunInfo;
import io.bluewake.model.Subarray;
import io.bluewake.model.Table;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.GainSelector;
import io.bluewake.spi.InputException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
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

  private final Place place;
  private final SimtelOptions options;
  private final long maxEvents;
  private final Notices notices = new Notices();
  private final ObjectCursor cursor;
  private final Subarray subarray;
  private final RunInfo run;
  private final EventCollector collector;
  private final EventFinder finder;
  private boolean finished;
  private long delivered;

  /** Opens a stream of decompressed bytes and reads up to the first event. */
  SimtelSource(String file, InputStream bytes, Request request, SimtelOptions options)
      throws InputException {
    place = new Place(file, bytes);
    this.options = options;
    this.maxEvents = request.maxEvents();
    cursor = new ObjectCursor(place, bytes, notices);
    ShowerState shower = new ShowerState();
    Preamble preamble = new Preamble(cursor, shower);
    SimtelHeader header = preamble.header;
    try {
      preamble.read();
      subarray = new SubarrayBuilder(file, header, options.effective()).build(request.telescopes());
    } catch (EOFException e) {
      throw cursor.error(e, "the file is truncated before its first event: " + e.getMessage());
    } catch (IOException e) {
      throw failure(e);
    }
    int number = header.run.run();
    int obsId =
        options.overrideObsId() >= 0 ? options.overrideObsId() : number + options.obsIdOffset();
    run = RunTables.of(header, obsId);
    collector = new EventCollector(subarray, header, shower, obsId, notices);
    finder =
        new EventFinder(
            cursor,
            header,
            subarray,
            shower,
            collector,
            options.skipCalibrationEvents(),
            request::wants);
    preamble.calibrate(collector, place);
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
    finder.startBatch();
    try {
      fill(out, raw, limits);
    } catch (EOFException e) {
      endEarly(e);
    } catch (IOException e) {
      throw failure(e);
    }
    return out.events() > 0;
  }

  private void fill(EventBatch out, RawEvents raw, Limits limits) throws IOException {
    long bytes = 0;
    while (!finished && out.events() < limits.events() && bytes < limits.bytes()) {
      EventBytes event = maxEvents >= 0 && delivered >= maxEvents ? null : finder.next(raw);
      if (event == null) {
        finished = true;
        return;
      }
      long size = deliver(event, out, raw);
      if (size < 0) {
        return;
      }
      bytes += size;
    }
  }

  private void endEarly(EOFException e) throws InputException {
    if (!options.acceptTruncated()) {
      throw cursor.error(e, "the file is truncated: " + e.getMessage());
    }
    finished = true;
    notices.add("input truncated at byte " + cursor.stream.offset());
  }

  private InputException failure(IOException e) {
    if (e instanceof InputException told) {
      return told;
    }
    return cursor.error(
        e, e instanceof FormatException ? e.getMessage() : "reading failed: " + e.getMessage());
  }

  /** Appends an event to the batch; -1 when it must wait for the next batch. */
  private long deliver(EventBytes event, EventBatch out, RawEvents raw) throws FormatException {
    try {
      collector.event.parse(
          raw.bytes.data, event.from(), event.to(), event.bigEndian(), event.id());
      if (collector.event.telescopeEvents == 0 && event.simulated()) {
        return 0;
      }
      boolean fits = collector.fits(out, raw); // also refuses events that mix kinds of data
      if (out.events() > 0 && (!fits || tooMany(out, raw))) {
        finder.carry(event, raw);
        return -1;
      }
      long size =
          collector.append(
              out, raw, event.type(), event.simulated(), event.bigEndian(), event.offset());
      finder.accepted(raw);
      delivered++;
      return size;
    } catch (FormatException e) {
      throw new FormatException(e.position() + event.offset(), e.getMessage());
    }
  }

  private static boolean tooMany(EventBatch out, RawEvents raw) {
    for (int g = 0; g < raw.groupSamples.length; g++) {
      CameraBatch camera = out.cameras().get(g);
      long values = (camera.rows() + 1L) * camera.camera().pixels() * raw.groupSamples[g];
      if (values > MOST_VALUES) {
        return true;
      }
    }
    return false;
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

  @Override
  public Optional<Table> showerDistribution() {
    return finder.showerDistribution();
  }

  @Override
  public Map<String, Long> notices() {
    return notices.counts();
  }

  @Override
  public void close() throws IOException {
    cursor.close();
  }
}
