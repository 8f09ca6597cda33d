package io.bluewake.engine;

import io.bluewake.model.CameraBatch;
import io.bluewake.model.Column;
import io.bluewake.model.EventBatch;
import io.bluewake.model.Reconstruction;
import io.bluewake.model.Schema;
import io.bluewake.model.Table;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.GainSelector;
import io.bluewake.spi.PointingCorrector;
import io.bluewake.spi.Reconstructor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Takes batches from the source's bytes to tables. One per worker. */
final class BatchProcessor {
  private final PipelinePlan plan;
  private final Work work;
  private final Layout layout;
  private final EventSource source;
  private final Counters counters;
  private final Leases leases;
  private final List<GroupProcessor> groups = new ArrayList<>();

  /** This worker's own waveforms, per group. */
  private final List<WaveformBatch> waveforms;

  private final TelescopeView view = new TelescopeView();
  private final TableRows stereoRows = new TableRows();
  private final TableRows telescopeRows = new TableRows();
  private final TableRows coreRows = new TableRows();
  private final ColumnFacts[] facts;
  private Schema factsOver;

  BatchProcessor(
      PipelinePlan plan,
      Work work,
      Layout layout,
      EventSource source,
      SlotWaits waits,
      Counters counters) {
    this(plan, work, layout, source, waits, counters, new ArrayList<>());
  }

  /**
   * Creates a processor that shares waveforms with others of its worker.
   *
   * @param waveforms made as they are needed, per group
   */
  BatchProcessor(
      PipelinePlan plan,
      Work work,
      Layout layout,
      EventSource source,
      SlotWaits waits,
      Counters counters,
      List<WaveformBatch> waveforms) {
    this.waveforms = waveforms;
    this.plan = plan;
    this.work = work;
    this.layout = layout;
    this.source = source;
    this.counters = counters;
    leases = new Leases(waits, counters);
    for (StageGroup group : plan.groups()) {
      groups.add(new GroupProcessor(group, work, layout, leases, counters));
    }
    facts = new ColumnFacts[layout.reconstructors.size()];
  }

  /** Decodes a batch and computes everything. */
  void process(Job job) throws IOException, SlotException, InterruptedException, PipelineException {
    try (leases) {
      leases.begin(job.batch.number(), job.identities);
      decode(job);
      compute(job);
    } catch (RuntimeException | Error e) {
      throw failed(job, e);
    }
  }

  /** Only decodes a batch. */
  void decodeOnly(Job job) throws IOException, SlotException, InterruptedException {
    try (leases) {
      leases.begin(job.batch.number(), job.identities);
      decode(job);
    }
  }

  /** Computes everything for a batch that has been decoded. */
  void computeOnly(Job job) throws SlotException, InterruptedException, PipelineException {
    try (leases) {
      leases.begin(job.batch.number(), job.identities);
      compute(job);
    } catch (RuntimeException | Error e) {
      throw failed(job, e);
    }
  }

  /** Whether a plug-in was taken away while the last batch was computed: it does not count then. */
  boolean lostPlugin() {
    return leases.expired();
  }

  private PipelineException failed(Job job, Throwable cause) {
    EventBatch batch = job.batch;
    int n = batch.events();
    String where =
        n == 0
            ? ""
            : ", obs "
                + batch.obsId()[0]
                + ", events "
                + batch.eventId()[0]
                + " to "
                + batch.eventId()[n - 1];
    String text = cause.getMessage() == null ? "" : ": " + cause.getMessage();
    return new PipelineException(
        PipelineException.Kind.STAGE,
        leases.culprit() + ": " + cause.getClass().getSimpleName() + text + where,
        cause);
  }

  private void decode(Job job) throws IOException, SlotException, InterruptedException {
    List<GainSelector> gains = new ArrayList<>();
    if (work.waveforms()) {
      for (StageGroup group : plan.groups()) {
        gains.add(leases.take(group.gain()));
      }
    }
    leases.entering(null);
    long t = System.nanoTime();
    // What an earlier attempt has found is not what the source says.
    job.pointing.reset(0);
    job.batch.setPointing(job.pointing);
    if (work.waveforms() && !work.keep()) {
      lendWaveforms(job.batch);
    }
    if (work.keep()) {
      for (CameraBatch camera : job.batch.cameras()) {
        camera.waveforms().requestLowGain(work.counts());
      }
    }
    source.decode(job.batch, gains);
    DecodeCheck.check(job.batch, work);
    counters.spent(Stage.DECODE, t);
  }

  /**
   * One set of waveforms a worker instead of one a batch: a third of the memory, which collections
   * would copy and caches would lose.
   */
  private void lendWaveforms(EventBatch batch) {
    for (int g = 0; g < groups.size(); g++) {
      CameraBatch camera = batch.cameras().get(g);
      if (g == waveforms.size()) {
        waveforms.add(new WaveformBatch(camera.camera()));
      }
      camera.lendWaveforms(waveforms.get(g));
    }
  }

  private void compute(Job job) throws SlotException, InterruptedException, PipelineException {
    EventBatch batch = job.batch;
    batch.setMonitoring(plan.monitoring());
    prepareTables(job);
    for (int g = 0; g < groups.size(); g++) {
      groups.get(g).process(job, batch.cameras().get(g));
    }
    correctPointing(job);
    if (work.stereo()) {
      reconstruct(job);
      if (layout.pointing) {
        locate(job);
      }
    }
  }

  private void correctPointing(Job job) throws SlotException, InterruptedException {
    Table read = job.batch.pointing();
    if (work.parameters()) {
      // It is about parameters that are not used.
      job.uncorrected = layout.pointing ? 0 : PointingRows.corrected(read);
      job.pointing.reset(0);
      job.batch.setPointing(job.pointing);
      read = job.pointing;
    }
    if (!layout.pointing) {
      return;
    }
    PointingCorrector stage = leases.take(plan.pointing().orElseThrow());
    leases.entering(plan.pointing().get());
    long t = System.nanoTime();
    job.pointing.reset(job.batch.telescopeRows());
    Column[] map = Columns.map(PointingCorrector.TELESCOPE, "", job.pointing.schema());
    stage.correct(job.batch, work.parameters(), telescopeRows.over(job.pointing, map, null));
    job.batch.setPointing(job.pointing);
    if (!work.parameters()) {
      job.correctedBefore = PointingRows.keep(read, job.pointing);
      job.correctedNow = PointingRows.corrected(job.pointing) - job.correctedBefore;
    }
    counters.spent(Stage.POINTING, t);
  }

  private void locate(Job job) throws SlotException, InterruptedException {
    PointingCorrector stage = leases.take(plan.pointing().orElseThrow());
    leases.entering(plan.pointing().get());
    long t = System.nanoTime();
    int next = 0;
    for (Reconstruction r : job.reconstructions) {
      if (r.property().equals(Job.GEOMETRY)) {
        Reconstruction sky = job.sky.get(next++);
        sky.stereo().reset(job.batch.events());
        Column[] map = Columns.map(PointingCorrector.SKY, r.name() + "_", sky.stereo().schema());
        stage.locate(job.batch, r, stereoRows.over(sky.stereo(), map, null));
      }
    }
    job.batch.reconstructions().addAll(job.sky);
    counters.spent(Stage.POINTING, t);
  }

  private void prepareTables(Job job) {
    EventBatch batch = job.batch;
    int n = batch.telescopeRows();
    if (work.parameters()) {
      boolean simulated = batch.cameras().stream().anyMatch(CameraBatch::hasTrueImages);
      job.parameters.reset(n);
      job.trueParameters.reset(simulated ? n : 0);
      batch.setParameters(job.parameters);
      batch.setTrueParameters(job.trueParameters);
    }
    if (work.muons()) {
      job.muons.reset(n);
      batch.setMuons(job.muons);
    }
    if (work.stereo()) {
      for (Reconstruction r : job.reconstructions) {
        r.stereo().reset(batch.events());
        r.telescope().reset(n);
      }
      batch.reconstructions().clear();
      batch.reconstructions().addAll(job.reconstructions);
    }
  }

  private void reconstruct(Job job) throws SlotException, InterruptedException, PipelineException {
    long t = System.nanoTime();
    EventBatch batch = job.batch;
    Table parameters = batch.parameters();
    bindFacts(parameters.schema());
    Column[] core = Columns.map(Reconstructor.CORE, "", parameters.schema());
    for (int i = 0; i < plan.reconstructors().size(); i++) {
      Slot<Reconstructor> slot = plan.reconstructors().get(i).slot();
      Reconstructor stage = leases.take(slot);
      leases.entering(slot);
      view.select(batch, parameters, facts[i], job.stereoFlows[i]);
      Layout.Reconstruct now = Layout.Reconstruct.of(stage, batch.subarray().size());
      if (!now.same(layout.reconstructors.get(i))) {
        throw new PipelineException(
            PipelineException.Kind.SLOT,
            slot.name() + ": the plug-in that took over has other columns than the run began with");
      }
      Reconstruction result = job.reconstructions.get(i);
      String prefix = now.algorithm() + "_";
      Schema stereo = stage.provides(batch.subarray().size());
      Schema telescope = stage.providesPerTelescope();
      stage.reconstruct(
          view,
          stereoRows.over(
              result.stereo(), Columns.map(stereo, prefix, result.stereo().schema()), null),
          telescopeRows.over(
              result.telescope(),
              Columns.map(telescope, prefix + "tel_", result.telescope().schema()),
              null),
          coreRows.over(parameters, core, null));
    }
    counters.spent(Stage.RECONSTRUCT, t);
  }

  private void bindFacts(Schema schema) throws PipelineException {
    if (factsOver == schema) {
      return;
    }
    for (int i = 0; i < facts.length; i++) {
      layout.checkColumns(i, schema);
      facts[i] = new ColumnFacts(layout.stereoQuality.get(i), schema);
    }
    factsOver = schema;
  }

  /** Bytes of the waveforms of a batch after gain selection. */
  long waveformBytes(EventBatch batch) {
    long bytes = 0;
    if (work.waveforms()) {
      for (CameraBatch camera : batch.cameras()) {
        WaveformBatch w = camera.waveforms();
        bytes +=
            (long) camera.rows()
                * w.pixels()
                * w.samplesPerPixel()
                * (work.raw() ? 2 : Float.BYTES);
      }
    }
    return bytes;
  }
}
