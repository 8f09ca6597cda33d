package io.bluewake.source.zfits;

import io.bluewake.codec.zfits.ZfitsFile;
import io.bluewake.codec.zfits.ZfitsTable;
import io.bluewake.model.Camera;
import io.bluewake.spi.InputException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the head of a file says about a telescope and its camera.
 *
 * @param telescope number of the telescope, -1 if it is not said
 * @param schedulingBlock number of the scheduling block, -1 if it is not said
 * @param observation number of the observation, -1 if it is not said
 * @param pixelMap number in the camera of each stored pixel
 * @param samples nominal number of samples
 * @param pixels number of pixels of the camera
 * @param photoElectrons photo-electrons of each 16 bit number, for data that have a scale; or empty
 * @param start start of the observation, seconds since 1970, 0 if it is not said
 * @param clock what the times of events are
 */
record CameraConfig(
    int telescope,
    long schedulingBlock,
    long observation,
    int[] pixelMap,
    int samples,
    int pixels,
    float[] photoElectrons,
    double start,
    Clock clock) {

  /** Reads the head of a file. */
  static CameraConfig of(ZfitsFile file, EventLayout layout, Optional<Camera> camera)
      throws IOException {
    if (layout.isRaw() && layout != EventLayout.LST) {
      return ofRaw(file, layout, camera);
    }
    Optional<ZfitsTable> configuration =
        file.table(layout == EventLayout.LST ? "CameraConfig" : "CameraConfiguration");
    if (configuration.isEmpty()) {
      throw new InputException(file.path() + ": has no description of the camera");
    }
    Message config = new Message(configuration.get());
    Optional<ZfitsTable> stream = file.table("DataStream");
    String id = layout == EventLayout.LST ? "telescope_id" : "tel_id";
    String map = layout == EventLayout.LST ? "expected_pixels_id" : "pixel_id_map";
    String samples = layout == EventLayout.LST ? "num_samples" : "num_samples_nominal";
    int[] pixelMap = config.integers(map);
    int pixels = camera.map(Camera::pixels).orElse(0);
    checkPixels(file, pixelMap, camera);
    checkSampling(file, config.integer("sampling_frequency", 0), camera);
    double scale = 1;
    double offset = 0;
    long sb = -1;
    long obs = -1;
    if (stream.isPresent()) {
      Message s = new Message(stream.get());
      scale = s.number("waveform_scale", 1);
      offset = s.number("waveform_offset", 0);
      sb = s.integer("sb_id", -1);
      obs = s.integer("obs_id", -1);
      long telescope = s.integer("tel_id", -1);
      if (telescope != config.integer(id, telescope)) {
        throw new InputException(
            file.path()
                + ": the stream is of telescope "
                + telescope
                + " and the camera of telescope "
                + config.integer(id, telescope));
      }
    }
    if (!(scale > 0) || !Double.isFinite(scale) || !Double.isFinite(offset)) {
      throw new InputException(
          file.path() + ": the scale of the waveforms is " + scale + ", their offset " + offset);
    }
    return new CameraConfig(
        (int) config.integer(id, -1),
        sb,
        obs,
        pixelMap,
        (int) config.integer(samples, 0),
        pixels,
        layout.isRaw() || camera.isEmpty() ? new float[0] : table((float) scale, (float) offset),
        config.number("config_time_s", 0),
        Clock.TAI);
  }

  private static void checkPixels(ZfitsFile file, int[] pixelMap, Optional<Camera> camera)
      throws InputException {
    if (camera.isEmpty()) {
      return;
    }
    int pixels = camera.get().pixels();
    boolean[] seen = new boolean[pixels];
    for (int p : pixelMap) {
      if (p < 0 || p >= pixels || seen[p]) {
        throw new InputException(
            file.path()
                + ": pixel "
                + p
                + (p >= 0 && p < pixels ? " twice in" : " is not in")
                + " the camera "
                + camera.get().name()
                + " of "
                + pixels
                + " pixels");
      }
      seen[p] = true;
    }
  }

  /**
   * A camera that samples at another rate is another camera, whatever the numbers of its pixels.
   */
  private static void checkSampling(ZfitsFile file, long megahertz, Optional<Camera> camera)
      throws InputException {
    if (megahertz == 0 || camera.isEmpty()) {
      return;
    }
    double known = camera.get().readout().samplingRateGHz() * 1000;
    if (Math.abs(megahertz - known) > 0.1 * known) {
      throw new InputException(
          file.path()
              + ": samples at "
              + megahertz
              + " MHz, its camera "
              + camera.get().name()
              + " at "
              + Math.round(known)
              + "; name a file that has the camera: source.subarray=FILE");
    }
  }

  /** What the events say themselves where no table describes the camera. */
  private static CameraConfig ofRaw(ZfitsFile file, EventLayout layout, Optional<Camera> camera)
      throws IOException {
    RawLayout raw = layout.raw();
    ZfitsTable events = TelescopeStream.events(file);
    Message first = new Message(events);
    Optional<ZfitsTable> header = file.table("RunHeader");
    long telescope = first.integer("telescopeID", -1);
    if (telescope < 0 && header.isPresent()) {
      telescope = new Message(header.get()).integer("telescopeID", -1);
    }
    int values = first.count(raw.high());
    int[] map = first.integers(raw.pixels());
    if (map.length == 0) {
      int samples =
          layout == EventLayout.FACT
              ? (int) events.header().number("NROI").orElse(0)
              : (int) first.integer("hiGain_waveforms_num_samples", 0);
      map = IntStream.range(0, samples > 0 ? values / samples : 0).toArray();
    }
    if (map.length == 0 || values % map.length != 0) {
      throw new InputException(
          file.path() + ": has " + values + " values an event for " + map.length + " pixels");
    }
    checkPixels(file, map, camera);
    return new CameraConfig(
        telescope < 0 ? 1 : (int) telescope,
        -1,
        -1,
        map,
        values / map.length,
        camera.map(Camera::pixels).orElse(0),
        new float[0],
        0,
        Clock.of(layout, events.header().text("DATE"), first.integer(layout.seconds(), 0)));
  }

  private static float[] table(float scale, float offset) {
    float[] values = new float[1 << 16];
    for (int i = 0; i < values.length; i++) {
      values[i] = i / scale - offset;
    }
    return values;
  }

  /** Whether events of both can be treated alike. */
  boolean isLike(CameraConfig other) {
    return telescope == other.telescope
        && samples == other.samples
        && clock == other.clock
        && Arrays.equals(pixelMap, other.pixelMap)
        && Arrays.equals(photoElectrons, other.photoElectrons);
  }
}
