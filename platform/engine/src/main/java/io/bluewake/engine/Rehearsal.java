package io.bluewake.engine;

import io.bluewake.model.CameraBatch;
import io.bluewake.model.Column;
import io.bluewake.model.ColumnType;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.PixelMask;
import io.bluewake.model.Schema;
import io.bluewake.model.Table;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.CameraCalibrator;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.GainSelector;
import io.bluewake.spi.ImageCleaner;
import io.bluewake.spi.ImageExtractor;
import io.bluewake.spi.ImageParameterizer;
import io.bluewake.spi.InvalidPixelHandler;
import io.bluewake.spi.PointingCorrector;
import io.bluewake.spi.Reconstructor;
import io.bluewake.spi.SimulationModifier;
import java.util.Arrays;
import java.util.Optional;

/**
 * Decides whether an instance may take over a slot: it must accept the toy batch, have the columns
 * the run began with, and give numbers where the plug-ins of the run's beginning gave numbers.
 * Needs no other slot, so that several plug-ins may come and go at the same time. Used by one
 * thread at a time.
 */
final class Rehearsal {
  private final PipelinePlan plan;
  private final Work work;
  private final Layout layout;
  private final EventSource source;

  /** The toy batch as the first plug-ins computed it; empty when they could not. */
  private final Optional<Job> before;

  Rehearsal(PipelinePlan plan, Work work, Layout layout, EventSource source, SlotWaits waits)
      throws SlotException, InterruptedException {
    this.plan = plan;
    this.work = work;
    this.layout = layout;
    this.source = source;
    before = compute(waits);
  }

  private Job toy() {
    int[] groups = plan.groupOfTelescope().stream().mapToInt(Integer::intValue).toArray();
    Job job = new Job(source.subarray(), groups, layout);
    job.clear(-1);
    ToyShowers.fill(job.batch, work);
    return job;
  }

  private Optional<Job> compute(SlotWaits waits) throws SlotException, InterruptedException {
    Job job = toy();
    try {
      new BatchProcessor(plan, work, layout, source, waits, new Counters()).computeOnly(job);
      return Optional.of(job);
    } catch (PipelineException e) {
      // The real events decide about the plug-ins of the beginning; without their numbers for the
      // toy batch there is nothing to compare newcomers with.
      return Optional.empty();
    }
  }

  /** Why an instance must not take over a slot, in one line; empty when it may. */
  synchronized Optional<String> refuse(Slot<?> slot, Object instance) {
    try {
      for (int g = 0; g < plan.groups().size(); g++) {
        check(slot, instance, plan.groups().get(g), g);
      }
      if (plan.pointing().isPresent() && plan.pointing().get() == slot) {
        pointing((PointingCorrector) instance);
      }
      for (int i = 0; i < plan.reconstructors().size(); i++) {
        if (plan.reconstructors().get(i).slot() == slot) {
          reconstruct((Reconstructor) instance, i);
        }
      }
      return Optional.empty();
    } catch (UnfitException e) {
      return Optional.of(e.getMessage());
    } catch (PipelineException e) {
      return Optional.of(e.getMessage());
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
      String text =
          e.getMessage() == null ? "" : ": " + e.getMessage().lines().findFirst().orElse("");
      return Optional.of("fails on a toy shower with " + e.getClass().getSimpleName() + text);
    }
  }

  /** An instance that may not take over. */
  private static final class UnfitException extends Exception {
    private static final long serialVersionUID = 1L;

    UnfitException(String message) {
      super(message);
    }
  }

  private void check(Slot<?> slot, Object instance, StageGroup group, int g)
      throws UnfitException, PipelineException {
    if (slot == group.gain()) {
      gain((GainSelector) instance, g);
    } else if (slot == group.calibrate()) {
      calibrate((CameraCalibrator) instance, g);
    } else if (group.modify().contains(slot)) {
      modify((SimulationModifier) instance, g);
    } else if (slot == group.extract()) {
      extract((ImageExtractor) instance, g);
    } else if (group.invalidPixels().isPresent() && slot == group.invalidPixels().get()) {
      invalidPixels((InvalidPixelHandler) instance, g);
    } else if (slot == group.clean()) {
      clean(slot, (ImageCleaner) instance, g);
    } else if (group.parameters().contains(slot)) {
      parameters(slot, (ImageParameterizer) instance, g, false);
    } else if (group.muons().contains(slot)) {
      parameters(slot, (ImageParameterizer) instance, g, true);
    }
  }

  private void gain(GainSelector stage, int g) throws UnfitException {
    WaveformBatch waveforms = toy().batch.cameras().get(g).waveforms();
    if (!work.raw() || waveforms.rows() == 0) {
      return;
    }
    int marked = stage.select(waveforms, 0);
    int found = 0;
    for (int p = 0; p < waveforms.pixels(); p++) {
      found += waveforms.gain()[waveforms.pixelBase(0) + p] == 0 ? 0 : 1;
    }
    if (marked != found) {
      throw new UnfitException("says it marked " + marked + " pixels, but marked " + found);
    }
  }

  private void calibrate(CameraCalibrator stage, int g) throws UnfitException {
    CameraBatch fresh = toy().batch.cameras().get(g);
    if (!work.images() || before.isEmpty()) {
      return;
    }
    CameraBatch known = before.get().batch.cameras().get(g);
    stage.calibrateWaveforms(fresh.waveforms(), work.raw());
    int n = fresh.waveforms().base(fresh.rows());
    numbers("samples", known.waveforms().samples(), fresh.waveforms().samples(), n);
    copy(known.images(), fresh.images());
    stage.calibrateImages(fresh.waveforms(), fresh.images(), 1);
    images(known.images(), fresh.images());
  }

  private void modify(SimulationModifier stage, int g) throws UnfitException {
    Job fresh = toy();
    if (!work.images() || before.isEmpty()) {
      return;
    }
    CameraBatch known = before.get().batch.cameras().get(g);
    CameraBatch camera = fresh.batch.cameras().get(g);
    int n = known.waveforms().base(known.rows());
    System.arraycopy(known.waveforms().samples(), 0, camera.waveforms().samples(), 0, n);
    stage.modifyWaveforms(fresh.batch, camera);
    numbers("samples", known.waveforms().samples(), camera.waveforms().samples(), n);
    copy(known.images(), camera.images());
    stage.modifyImages(fresh.batch, camera);
    images(known.images(), camera.images());
  }

  private void extract(ImageExtractor stage, int g) throws UnfitException {
    if (!work.images() || before.isEmpty()) {
      return;
    }
    CameraBatch known = before.get().batch.cameras().get(g);
    ImageBatch out = new ImageBatch(known.camera());
    boolean times = stage.providesPeakTime();
    if (known.images().hasPeakTime() && !times) {
      throw new UnfitException("gives no peak times, with which the run began");
    }
    out.reset(known.rows(), times);
    stage.extract(known.waveforms(), out);
    images(known.images(), out);
  }

  private void invalidPixels(InvalidPixelHandler stage, int g) throws UnfitException {
    if (before.isEmpty()) {
      return;
    }
    ImageBatch known = before.get().batch.cameras().get(g).images();
    ImageBatch images = new ImageBatch(known.camera());
    copy(known, images);
    stage.handle(images);
    images(known, images);
  }

  /** Stands for the extractor, as a rehearsal needs no other slot. */
  private static void sums(WaveformBatch in, ImageBatch out) {
    int n = in.samplesPerPixel();
    for (int i = 0; i < in.rows() * in.pixels(); i++) {
      int peak = 0;
      float sum = 0;
      for (int s = 0; s < n; s++) {
        sum += in.samples()[i * n + s];
        peak = in.samples()[i * n + s] > in.samples()[i * n + peak] ? s : peak;
      }
      out.charge()[i] = sum;
      out.peakTime()[i] = (float) (peak / in.camera().readout().samplingRateGHz());
    }
  }

  private void clean(Slot<?> slot, ImageCleaner stage, int g)
      throws UnfitException, PipelineException {
    Schema schema = stage.provides();
    if (!Columns.same(schema, layout.provided.getOrDefault(slot, schema))) {
      throw new UnfitException("has other columns than the run began with");
    }
    Column[] map = new GroupProcessor.Mapping().of(slot, schema, "", layout.parameters);
    if (before.isEmpty()) {
      return;
    }
    CameraBatch camera = before.get().batch.cameras().get(g);
    ImageBatch known = camera.images();
    ImageBatch images = new ImageBatch(known.camera());
    copy(known, images);
    Table table = new Table(layout.parameters);
    table.reset(before.get().batch.telescopeRows());
    PixelMask mask = new PixelMask();
    mask.reset(images.rows(), images.pixels());
    Optional<ImageExtractor> extractor =
        work.images() ? Optional.of(Rehearsal::sums) : Optional.empty();
    stage.clean(
        new ImageCleaner.Scene(before.get().batch, camera, images, extractor),
        mask,
        new TableRows().over(table, map, camera.tableRows()));
    int n = images.base(images.rows());
    if (!Arrays.equals(images.charge(), 0, n, known.charge(), 0, n)) {
      throw new UnfitException("changes the image it is to clean");
    }
    int beyond = images.pixels() % Long.SIZE;
    for (int row = 0; row < mask.rows() && beyond > 0; row++) {
      long last = mask.words()[mask.wordBase(row) + mask.wordsPerRow() - 1];
      if (last >>> beyond != 0) {
        throw new UnfitException("chooses pixels that the camera does not have");
      }
    }
  }

  private void parameters(Slot<?> slot, ImageParameterizer stage, int g, boolean muons)
      throws UnfitException, PipelineException {
    Schema target = muons ? layout.muons : layout.parameters;
    if (!Columns.same(stage.provides(), layout.provided.getOrDefault(slot, stage.provides()))) {
      throw new UnfitException("has other columns than the run began with");
    }
    Column[] map = new GroupProcessor.Mapping().of(slot, stage.provides(), "", target);
    if (!muons) {
      Schema simulated = stage.providesForTrueImages();
      new GroupProcessor.Mapping().of(slot, simulated, Layout.TRUE, layout.trueParameters);
    }
    if (before.isEmpty()) {
      return;
    }
    CameraBatch camera = before.get().batch.cameras().get(g);
    Table table = new Table(target);
    table.reset(before.get().batch.telescopeRows());
    int[] rows = new int[camera.rows()];
    Arrays.setAll(rows, i -> i);
    stage.parameterize(
        new ImageParameterizer.SelectedImages(
            camera.images(), camera.signal(), rows, rows.length, false),
        new TableRows().over(table, map, camera.tableRows()));
    Table known = muons ? before.get().muons : before.get().parameters;
    for (Column column : map) {
      for (int i = 0; i < rows.length; i++) {
        numbers(known, table, column, camera.tableRows()[i]);
      }
    }
  }

  private void pointing(PointingCorrector stage) throws PipelineException {
    if (before.isEmpty() || !layout.pointing) {
      return;
    }
    Job fresh = toy();
    fresh.batch.setMonitoring(plan.monitoring());
    fresh.pointing.reset(fresh.batch.telescopeRows());
    Column[] map = Columns.map(PointingCorrector.TELESCOPE, "", fresh.pointing.schema());
    stage.correct(fresh.batch, false, new TableRows().over(fresh.pointing, map, null));
  }

  private void reconstruct(Reconstructor stage, int i) throws UnfitException, PipelineException {
    Layout.Reconstruct now = Layout.Reconstruct.of(stage, source.subarray().size());
    if (!now.same(layout.reconstructors.get(i))) {
      throw new UnfitException("has other columns than the run began with");
    }
    if (before.isEmpty() || !work.stereo()) {
      return;
    }
    Job known = before.get();
    Job fresh = toy();
    Table parameters = known.parameters;
    TelescopeView view = new TelescopeView();
    Selection quality = layout.stereoQuality.get(i);
    view.select(
        known.batch,
        parameters,
        new ColumnFacts(quality, parameters.schema()),
        new CutFlow(quality.size()));
    Table stereo = fresh.reconstructions.get(i).stereo();
    Table telescope = fresh.reconstructions.get(i).telescope();
    Table core = new Table(Reconstructor.CORE);
    stereo.reset(known.batch.events());
    telescope.reset(known.batch.telescopeRows());
    core.reset(known.batch.telescopeRows());
    String prefix = now.algorithm() + "_";
    stage.reconstruct(
        view,
        new TableRows()
            .over(
                stereo,
                Columns.map(stage.provides(source.subarray().size()), prefix, stereo.schema()),
                null),
        new TableRows()
            .over(
                telescope,
                Columns.map(stage.providesPerTelescope(), prefix + "tel_", telescope.schema()),
                null),
        new TableRows().over(core, Columns.map(Reconstructor.CORE, "", core.schema()), null));
    for (Column column : stereo.schema().columns()) {
      numbers(known.reconstructions.get(i).stereo(), stereo, column);
    }
    for (Column column : telescope.schema().columns()) {
      numbers(known.reconstructions.get(i).telescope(), telescope, column);
    }
  }

  private static void copy(ImageBatch from, ImageBatch to) {
    int n = from.base(from.rows());
    to.reset(from.rows(), from.hasPeakTime());
    System.arraycopy(from.charge(), 0, to.charge(), 0, n);
    if (from.hasPeakTime()) {
      System.arraycopy(from.peakTime(), 0, to.peakTime(), 0, n);
    }
    System.arraycopy(from.valid(), 0, to.valid(), 0, from.rows());
  }

  private static void images(ImageBatch known, ImageBatch fresh) throws UnfitException {
    int n = known.base(known.rows());
    numbers("charge", known.charge(), fresh.charge(), n);
    if (known.hasPeakTime()) {
      numbers("peak_time", known.peakTime(), fresh.peakTime(), n);
    }
  }

  private static void numbers(String what, float[] known, float[] fresh, int n)
      throws UnfitException {
    for (int i = 0; i < n; i++) {
      if (Float.isFinite(known[i]) && !Float.isFinite(fresh[i])) {
        throw nan(what, fresh[i], known[i]);
      }
    }
  }

  private static void numbers(Table known, Table fresh, Column column) throws UnfitException {
    for (int row = 0; row < Math.min(known.rows(), fresh.rows()); row++) {
      numbers(known, fresh, column, row);
    }
  }

  private static void numbers(Table known, Table fresh, Column column, int row)
      throws UnfitException {
    if (column.type() != ColumnType.FLOAT32 && column.type() != ColumnType.FLOAT64) {
      // Other types have no value that stands for a failed computation.
      return;
    }
    for (int e = 0; e < column.elements(); e++) {
      double now = fresh.getElement(row, column, e);
      double then = known.getElement(row, column, e);
      if (Double.isFinite(then) && !Double.isFinite(now)) {
        throw nan(column.name(), now, then);
      }
    }
  }

  private static UnfitException nan(String what, double now, double then) {
    return new UnfitException(
        what + " of a toy shower is " + now + ", where the run began with " + then);
  }
}
