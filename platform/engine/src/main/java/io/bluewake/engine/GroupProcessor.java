package io.bluewake.engine;

import io.bluewake.model.CameraBatch;
import io.bluewake.model.Column;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.PixelMask;
import io.bluewake.model.Schema;
import io.bluewake.model.Table;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.CameraCalibrator;
import io.bluewake.spi.ImageCleaner;
import io.bluewake.spi.ImageExtractor;
import io.bluewake.spi.ImageParameterizer;
import io.bluewake.spi.InvalidPixelHandler;
import io.bluewake.spi.SimulationModifier;
import java.util.Optional;

/** Takes the rows of one group of telescopes from waveforms to parameters. One per worker. */
final class GroupProcessor {
  private final StageGroup group;
  private final Work work;
  private final Layout layout;
  private final Leases leases;
  private final Counters counters;
  private final ImageFacts facts;
  private final TableRows out = new TableRows();
  private final Mapping[] measured;
  private final Mapping[] simulated;
  private final Mapping[] muonMaps;
  private final Mapping cleanMap = new Mapping();
  private int[] rows = new int[0];
  private int selected;

  GroupProcessor(StageGroup group, Work work, Layout layout, Leases leases, Counters counters) {
    this.group = group;
    this.work = work;
    this.layout = layout;
    this.leases = leases;
    this.counters = counters;
    facts = new ImageFacts(layout.imageQuality);
    measured = mappings(group.parameters().size());
    simulated = mappings(group.parameters().size());
    muonMaps = mappings(group.muons().size());
  }

  private static Mapping[] mappings(int n) {
    Mapping[] made = new Mapping[n];
    for (int i = 0; i < n; i++) {
      made[i] = new Mapping();
    }
    return made;
  }

  void process(Job job, CameraBatch camera)
      throws SlotException, InterruptedException, PipelineException {
    if (camera.rows() == 0) {
      return;
    }
    if (work.images()) {
      MonitoringRows.attachToWaveforms(job.batch, camera);
      makeImages(job, camera);
    } else if (work.parameters()) {
      MonitoringRows.attachToImages(job.batch, camera);
    }
    if (work.images() || work.parameters()) {
      modifyImages(job, camera);
    }
    if (work.images()) {
      if (!work.parameters()) {
        camera.signal().reset(camera.rows(), camera.camera().pixels());
      }
    }
    if (work.parameters()) {
      parameterize(job, camera);
    }
    if (work.muons()) {
      muons(job, camera);
    }
  }

  private void modifyImages(Job job, CameraBatch camera)
      throws SlotException, InterruptedException {
    if (group.modify().isEmpty()) {
      return;
    }
    long t = System.nanoTime();
    for (Slot<SimulationModifier> slot : group.modify()) {
      SimulationModifier modifier = leases.take(slot);
      leases.entering(slot);
      modifier.modifyImages(job.batch, camera);
    }
    counters.spent(Stage.MODIFY, t);
  }

  private void modifyWaveforms(Job job, CameraBatch camera)
      throws SlotException, InterruptedException {
    for (Slot<SimulationModifier> slot : group.modify()) {
      SimulationModifier modifier = leases.take(slot);
      leases.entering(slot);
      modifier.modifyWaveforms(job.batch, camera);
    }
  }

  private void makeImages(Job job, CameraBatch camera) throws SlotException, InterruptedException {
    WaveformBatch waveforms = camera.waveforms();
    ImageBatch images = camera.images();
    CameraCalibrator calibrator = leases.take(group.calibrate());
    ImageExtractor extractor = leases.take(group.extract());
    long t = System.nanoTime();
    leases.entering(group.calibrate());
    calibrator.calibrateWaveforms(waveforms, work.raw());
    t = counters.spent(Stage.CALIBRATE_WAVEFORMS, t);
    if (!group.modify().isEmpty()) {
      modifyWaveforms(job, camera);
      t = counters.spent(Stage.MODIFY, t);
    }
    leases.entering(group.extract());
    boolean single = waveforms.samplesPerPixel() == 1;
    images.reset(camera.rows(), single || extractor.providesPeakTime());
    System.arraycopy(waveforms.gain(), 0, images.gain(), 0, images.base(images.rows()));
    MonitoringRows.attachToImages(job.batch, camera);
    if (single) {
      takeAsImages(waveforms, images);
    } else {
      extractor.extract(waveforms, images);
    }
    int exponent = single ? 1 : extractor.chargeExponent();
    t = counters.spent(Stage.EXTRACT, t);
    leases.entering(group.calibrate());
    calibrator.calibrateImages(waveforms, images, exponent);
    Optional<Slot<InvalidPixelHandler>> invalid = group.invalidPixels();
    if (invalid.isPresent()) {
      InvalidPixelHandler handler = leases.take(invalid.get());
      leases.entering(invalid.get());
      handler.handle(images);
    }
    counters.spent(Stage.CALIBRATE_IMAGES, t);
  }

  /** A waveform of one sample is the charge, and its time is 0. */
  private static void takeAsImages(WaveformBatch waveforms, ImageBatch images) {
    int n = images.rows() * images.pixels();
    System.arraycopy(waveforms.samples(), 0, images.charge(), 0, n);
    java.util.Arrays.fill(images.peakTime(), 0, n, 0f);
  }

  private void parameterize(Job job, CameraBatch camera)
      throws SlotException, InterruptedException, PipelineException {
    ImageBatch images = camera.images();
    PixelMask signal = camera.signal();
    ImageCleaner cleaner = leases.take(group.clean());
    Optional<ImageExtractor> extractor =
        work.images() ? Optional.of(leases.take(group.extract())) : Optional.empty();
    long t = System.nanoTime();
    leases.entering(group.clean());
    signal.reset(camera.rows(), images.pixels());
    Column[] report = cleanMap.of(group.clean(), cleaner.provides(), "", job.parameters.schema());
    cleaner.clean(
        new ImageCleaner.Scene(job.batch, camera, images, extractor),
        signal,
        out.over(job.parameters, report, camera.tableRows()));
    t = counters.spent(Stage.CLEAN, t);
    if (camera.hasTrueImages()) {
      findTrueSignal(camera);
      select(camera.trueImages(), camera.trueSignal(), job.imageFlow, true);
      fill(job.trueParameters, camera, true);
      t = counters.spent(Stage.TRUE_PARAMETERS, t);
    }
    select(images, signal, job.imageFlow, false);
    fill(job.parameters, camera, false);
    counters.spent(Stage.PARAMETERS, t);
  }

  private static void findTrueSignal(CameraBatch camera) {
    ImageBatch images = camera.trueImages();
    PixelMask mask = camera.trueSignal();
    int pixels = images.pixels();
    mask.reset(images.rows(), pixels);
    float[] charge = images.charge();
    for (int row = 0; row < images.rows(); row++) {
      int at = images.base(row);
      int end = at + pixels;
      for (int w = mask.wordBase(row); at < end; w++, at += Long.SIZE) {
        mask.words()[w] = positive(charge, at, Math.min(at + Long.SIZE, end));
      }
    }
  }

  private static long positive(float[] charge, int from, int to) {
    long bits = 0;
    for (int i = from; i < to; i++) {
      if (charge[i] > 0) { // rare: most pixels have seen no photon
        bits |= 1L << i - from;
      }
    }
    return bits;
  }

  /** Lists the rows that pass the image quality; a true image that is not valid does not exist. */
  private void select(ImageBatch images, PixelMask signal, CutFlow counts, boolean onlyValid) {
    if (rows.length < images.rows()) {
      rows = new int[images.rows()];
    }
    selected = 0;
    for (int row = 0; row < images.rows(); row++) {
      if ((!onlyValid || images.valid()[row]) && facts.passes(images, signal, row, counts)) {
        rows[selected++] = row;
      }
    }
  }

  private void fill(Table table, CameraBatch camera, boolean isTrue)
      throws SlotException, InterruptedException, PipelineException {
    ImageParameterizer.SelectedImages in =
        new ImageParameterizer.SelectedImages(
            isTrue ? camera.trueImages() : camera.images(),
            isTrue ? camera.trueSignal() : camera.signal(),
            rows,
            selected,
            isTrue);
    for (int i = 0; i < group.parameters().size(); i++) {
      Slot<ImageParameterizer> slot = group.parameters().get(i);
      ImageParameterizer stage = leases.take(slot);
      leases.entering(slot);
      Schema schema = isTrue ? stage.providesForTrueImages() : stage.provides();
      if (schema.size() == 0) {
        continue;
      }
      Mapping mapping = isTrue ? simulated[i] : measured[i];
      Column[] map = mapping.of(slot, schema, isTrue ? Layout.TRUE : "", table.schema());
      stage.parameterize(in, out.over(table, map, camera.tableRows()));
    }
  }

  private void muons(Job job, CameraBatch camera)
      throws SlotException, InterruptedException, PipelineException {
    long t = System.nanoTime();
    if (!work.parameters()) {
      select(camera.images(), camera.signal(), null, false);
    }
    ImageParameterizer.SelectedImages in =
        new ImageParameterizer.SelectedImages(
            camera.images(), camera.signal(), rows, selected, false);
    for (int i = 0; i < group.muons().size(); i++) {
      Slot<ImageParameterizer> slot = group.muons().get(i);
      ImageParameterizer stage = leases.take(slot);
      leases.entering(slot);
      Column[] map = muonMaps[i].of(slot, stage.provides(), "", layout.muons);
      stage.parameterize(in, out.over(job.muons, map, camera.tableRows()));
    }
    counters.spent(Stage.MUONS, t);
  }

  /** Where the columns of a slot's plug-in are, found again only when the plug-in changes. */
  static final class Mapping {
    private Schema known;
    private Schema table;
    private Column[] map;

    Column[] of(Slot<?> slot, Schema stage, String prefix, Schema target) throws PipelineException {
      if (known != stage || table != target) {
        map = Columns.map(stage, prefix, target);
        for (Column c : stage.columns()) {
          Column there = map[c.index()];
          if (there == null || there.type() != c.type() || !there.shape().equals(c.shape())) {
            throw new PipelineException(
                PipelineException.Kind.SLOT,
                slot.name()
                    + ": the plug-in that took over has a column '"
                    + c.name()
                    + "' which the run did not begin with");
          }
        }
        known = stage;
        table = target;
      }
      return map;
    }
  }
}
