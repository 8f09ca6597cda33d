package io.bluewake.writer.zfits;

import io.bluewake.codec.zfits.OutputColumn;
import io.bluewake.codec.zfits.ZfitsOutput;
import io.bluewake.codec.zfits.ZfitsTableOutput;
import io.bluewake.model.Camera;
import io.bluewake.model.Telescope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** The streams of one kind of events of one telescope. */
final class TelescopeFiles {
  private static final int TILE_BYTES = 1 << 20;
  private static final int MOST_ROWS = 20;
  private static final int[] MODULE_SIZES = {64, 12, 7};

  private final Telescope telescope;
  private final Observing observing;
  private final List<Stream> streams = new ArrayList<>();
  private final List<Columns> columns = new ArrayList<>();
  private final Quantizer waveform;
  private long rows;

  /** Columns of the table of events of a stream. */
  private static final class Columns {
    OutputColumn id;
    OutputColumn telescope;
    OutputColumn type;
    OutputColumn seconds;
    OutputColumn quarterNs;
    OutputColumn status;
    OutputColumn channels;
    OutputColumn samples;
    OutputColumn survived;
    OutputColumn calibration;
    OutputColumn waveform;
    OutputColumn modules;
    OutputColumn shifts;
  }

  /**
   * Prepares the streams.
   *
   * @param observing what all files of the observation share
   * @param names name of a file of a stream
   * @param waveform holds the event that is to be written
   */
  TelescopeFiles(
      Telescope telescope,
      Observing observing,
      int streamCount,
      int chunkRows,
      IntFunction<IntFunction<java.nio.file.Path>> names,
      Map<String, String> facts,
      Quantizer waveform) {
    this.telescope = telescope;
    this.observing = observing;
    this.waveform = waveform;
    for (int s = 0; s < streamCount; s++) {
      Columns own = new Columns();
      columns.add(own);
      streams.add(
          new Stream(
              names.apply(s), file -> begin(file, own), facts, observing.encoder(), chunkRows));
    }
  }

  private ZfitsTableOutput begin(ZfitsOutput file, Columns c) throws IOException {
    stream(file);
    configuration(file);
    Messages m = new Messages(observing.schemes());
    c.id = m.u64("event_id", 1);
    c.telescope = m.u32("tel_id", 2);
    c.type = m.u32("event_type", 3);
    c.seconds = m.u32("event_time_s", 4);
    c.quarterNs = m.u32("event_time_qns", 5);
    c.status = m.u8s("pixel_status", 6);
    c.channels = m.u32("num_channels", 8);
    c.samples = m.u32("num_samples", 9);
    c.survived = m.u32("num_pixels_survived", 10);
    c.calibration = m.u64("calibration_monitoring_id", 11);
    c.waveform = m.u16s("waveform", 13);
    c.modules = m.u32("num_modules", 16);
    c.shifts = m.i16s("pixel_time_shift", 18);
    return m.begin(file, "Events", "DL0v1.Telescope.Event", rowsPerTile());
  }

  private void stream(ZfitsOutput file) throws IOException {
    Messages m = new Messages(observing.schemes());
    OutputColumn id = m.u32("tel_id", 1);
    OutputColumn sb = m.u64("sb_id", 2);
    OutputColumn obs = m.u64("obs_id", 3);
    OutputColumn scale = m.f32("waveform_scale", 4);
    OutputColumn offset = m.f32("waveform_offset", 5);
    OutputColumn creator = m.u32("sb_creator_id", 6);
    ZfitsTableOutput table = m.begin(file, "DataStream", "DL0v1.Telescope.DataStream", 1);
    id.set(telescope.id());
    sb.set(observing.schedulingBlock());
    obs.set(observing.observation());
    scale.set((double) observing.scaleOf(telescope.camera()));
    offset.set((double) observing.offset());
    creator.set(0);
    table.endRow();
  }

  private void configuration(ZfitsOutput file) throws IOException {
    Camera camera = telescope.camera();
    Messages m = new Messages(observing.schemes());
    int pixels = camera.pixels();
    int modules = pixels / moduleSize(pixels);
    OutputColumn id = m.u32("tel_id", 1);
    OutputColumn run = m.u64("local_run_id", 2);
    OutputColumn time = m.f64("config_time_s", 3);
    OutputColumn config = m.u64("camera_config_id", 4);
    OutputColumn map = m.u16s("pixel_id_map", 5);
    OutputColumn moduleMap = m.u16s("module_id_map", 6);
    List<OutputColumn> counts =
        List.of(
            m.u32("num_pixels", 7),
            m.u32("num_channels", 8),
            m.u32("num_samples_nominal", 9),
            m.u32("num_samples_long", 10),
            m.u32("num_modules", 11),
            m.u32("sampling_frequency", 12),
            m.u32("calibration_algorithm_id", 13),
            m.u64("calibration_service_id", 14));
    OutputColumn version = m.text("data_model_version", 15);
    OutputColumn removedStart = m.u32("num_samples_removed_start", 16);
    OutputColumn removedEnd = m.u32("num_samples_removed_end", 17);
    ZfitsTableOutput table =
        m.begin(file, "CameraConfiguration", "DL0v1.Telescope.CameraConfiguration", 1);
    id.set(telescope.id());
    run.set(observing.observation());
    time.set((double) observing.start());
    config.set(1);
    map.set(upTo(pixels), 0, pixels);
    moduleMap.set(upTo(modules), 0, modules);
    long[] values = {
      pixels,
      camera.readout().channels(),
      waveform.samples,
      0,
      modules,
      Math.round(1000 * camera.readout().samplingRateGHz()),
      0,
      0
    };
    for (int i = 0; i < values.length; i++) {
      counts.get(i).set(values[i]);
    }
    version.set("1.0");
    removedStart.set(0);
    removedEnd.set(0);
    table.endRow();
  }

  /** Readers hold a tile of every stream, so tiles of large cameras have fewer rows. */
  private int rowsPerTile() {
    if (observing.rowsPerTile() > 0) {
      return observing.rowsPerTile();
    }
    int bytes = 2 * waveform.channels * waveform.status.length * waveform.samples;
    return Math.max(1, Math.min(MOST_ROWS, TILE_BYTES / bytes));
  }

  private static int moduleSize(int pixels) {
    for (int size : MODULE_SIZES) {
      if (pixels % size == 0) {
        return size;
      }
    }
    return 1;
  }

  private static short[] upTo(int n) {
    short[] list = new short[n];
    for (int i = 0; i < n; i++) {
      list[i] = (short) i;
    }
    return list;
  }

  /** Writes the event that the quantizer holds. */
  void write(long eventId, int type, int seconds, int quarterNs) throws IOException {
    int s = (int) (rows++ % streams.size());
    Stream stream = streams.get(s);
    stream.ready();
    Columns c = columns.get(s);
    c.id.set(eventId);
    c.telescope.set(telescope.id());
    c.type.set(type);
    c.seconds.set(seconds);
    c.quarterNs.set(quarterNs);
    c.status.set(waveform.status, 0, waveform.status.length);
    c.channels.set(waveform.channels);
    c.samples.set(waveform.samples);
    c.survived.set(waveform.kept);
    c.calibration.set(0);
    c.waveform.set(waveform.stored, 0, waveform.channels * waveform.kept * waveform.samples);
    c.modules.set(waveform.status.length / moduleSize(waveform.status.length));
    c.shifts.set(waveform.shifts, 0, waveform.channels * waveform.kept);
    stream.endRow();
  }

  /** The streams, to be closed. */
  List<Stream> streams() {
    return streams;
  }
}
