package io.bluewake.engine;

import io.bluewake.engine.PipelineException.Kind;
import io.bluewake.engine.PipelineStatus.State;
import io.bluewake.model.DataLevel;
import io.bluewake.model.Subarray;
import io.bluewake.model.Table;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.ProductWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One run of a pipeline over an input. A reader fills batches from a fixed pool, workers compute
 * them, one writer per product takes them in order; when the pool is empty the reader waits. The
 * products do not depend on the number of workers.
 *
 * <p>{@link #run} is called once; {@link #status} may be called from any thread at any time.
 */
public final class PipelineRun {
  private static final String IMAGE_STATISTICS = "/dl1/service/image_statistics";
  private static final String EVENT_STATISTICS = "/dl2/service/tel_event_statistics/";
  private static final int REPLAYS = 5;
  private static final String SHOWER_DISTRIBUTION = "/simulation/service/shower_distribution";

  private final PipelinePlan plan;
  private final EventSource source;
  private final List<Product> products;
  private final CancelToken cancel;
  private final List<Branch> branches;
  private final Counters counters = new Counters();
  private final RunControl control = new RunControl();
  private final Channel<Job> free = control.channel();
  private final Channel<Job> filled = control.channel();
  private final List<ProductThread> writers = new ArrayList<>();
  private volatile Optional<Rehearsal> rehearsal = Optional.empty();
  private volatile boolean rehearse;
  private volatile State state = State.DECLARED;
  private volatile long began;
  private volatile long ended;

  /**
   * Prepares a run.
   *
   * @param plan what to compute
   * @param source the input; the caller closes it
   * @param products what to write; none computes for nothing but the report
   * @param cancel stops the run
   */
  public PipelineRun(
      PipelinePlan plan, EventSource source, List<Product> products, CancelToken cancel) {
    this(plan, source, products, cancel, List.of());
  }

  /**
   * Prepares a run that sends each batch through other stages, too, before its own. Both compute
   * waveforms and images alone; what becomes of the images of a branch is for its gatherer to say.
   *
   * @param branches the other stages, in order
   */
  public PipelineRun(
      PipelinePlan plan,
      EventSource source,
      List<Product> products,
      CancelToken cancel,
      List<Branch> branches) {
    for (Branch branch : branches) {
      if (!branch.plan().groupOfTelescope().equals(plan.groupOfTelescope())) {
        throw new IllegalArgumentException("a branch groups the telescopes in another way");
      }
    }
    this.branches = List.copyOf(branches);
    if (plan.groupOfTelescope().size() != source.subarray().size()) {
      throw new IllegalArgumentException(
          "the plan is for "
              + plan.groupOfTelescope().size()
              + " telescopes, the input has "
              + source.subarray().size());
    }
    this.plan = plan;
    this.source = source;
    this.products = List.copyOf(products);
    this.cancel = cancel;
  }

  /**
   * Asks for a rehearsal before the first event: a toy batch goes through all stages, so that
   * plug-ins which come later can be compared. Costs some milliseconds.
   */
  public void expectSwaps() {
    rehearse = true;
  }

  /**
   * Tries an instance on the toy batch, in the caller's thread.
   *
   * @param slot the slot it is for
   * @param instance a fresh instance, used by nobody else
   * @return why it cannot take over, in one line; empty when it can or when there was no rehearsal
   */
  public Optional<String> refuse(Slot<?> slot, Object instance) {
    return rehearsal.flatMap(r -> r.refuse(slot, instance));
  }

  /**
   * Runs to the end.
   *
   * @throws PipelineException the first thing that went wrong; no product exists then
   */
  public RunReport run() throws PipelineException {
    if (state != State.DECLARED) {
      throw new IllegalStateException("a run happens once");
    }
    began = System.nanoTime();
    state = State.RUNNING;
    Runnable onCancel = () -> control.fail(new PipelineException(Kind.CANCELLED, "cancelled"));
    cancel.onCancel(onCancel);
    PipelineException failure = null;
    RunReport report = null;
    try {
      report = compute();
    } catch (PipelineException e) {
      failure = e;
    }
    failure = closeWriters(failure);
    // Commands may run several pipelines with one token.
    cancel.forget(onCancel);
    ended = System.nanoTime();
    state = failure == null ? State.COMMITTED : State.FAILED;
    if (failure != null) {
      throw failure;
    }
    return new RunReport(status(), report.cutFlows(), report.provenance(), report.notices());
  }

  private RunReport compute() throws PipelineException {
    Work all = Work.of(source.levels(), wanted(), plan.recompute());
    Work work = branches.isEmpty() ? all : all.imagesAlone();
    checkModifiers(plan);
    for (Branch branch : branches) {
      checkModifiers(branch.plan());
    }
    Layout layout = prepare(() -> new Layout(plan, work, source.subarray(), control.waits()));
    List<Layout> layouts = new ArrayList<>();
    for (Branch b : branches) {
      layouts.add(
          prepare(() -> new Layout(b.plan(), branchWork(b), source.subarray(), control.waits())));
    }
    if (rehearse) {
      rehearsal =
          Optional.of(prepare(() -> new Rehearsal(plan, work, layout, source, control.waits())));
    }
    List<Channel<Job>> queues = new ArrayList<>();
    for (Product product : products) {
      Channel<Job> queue = control.channel();
      queues.add(queue);
      writers.add(
          new ProductThread(product, source, work, layout, counters, queue, writers.isEmpty()));
    }
    for (ProductThread writer : writers) {
      control.throwFailure();
      writer.openEarly();
    }
    Sequencer sequencer = new Sequencer(plan, products, layout, queues, free, counters);
    int[] groups = plan.groupOfTelescope().stream().mapToInt(Integer::intValue).toArray();
    Subarray subarray = source.subarray();
    for (int i = 0; i < plan.settings().batches(); i++) {
      free.put(new Job(subarray, groups, layout));
    }
    runThreads(work, layout, layouts, sequencer, groups, queues);
    control.throwFailure();
    return commit(work, layout, sequencer);
  }

  private void checkModifiers(PipelinePlan of) throws PipelineException {
    for (StageGroup group : of.groups()) {
      if (!group.modify().isEmpty() && !source.run().simulation()) {
        throw new PipelineException(
            Kind.CONFIGURATION,
            group.modify().get(0).name()
                + ": the input is an observation, and only simulated events may be changed");
      }
    }
  }

  private Set<DataLevel> wanted() {
    Set<DataLevel> all = EnumSet.noneOf(DataLevel.class);
    products.forEach(product -> all.addAll(product.levels()));
    return all;
  }

  /** Something that needs the slots. */
  private interface Preparation<T> {
    T make() throws PipelineException, SlotException, InterruptedException;
  }

  private <T> T prepare(Preparation<T> preparation) throws PipelineException {
    try {
      return preparation.make();
    } catch (SlotException e) {
      throw new PipelineException(Kind.SLOT, e.getMessage(), e);
    } catch (InterruptedException e) {
      control.fail(new PipelineException(Kind.CANCELLED, "interrupted", e));
      control.throwFailure();
      throw new IllegalStateException("a failure was set", e);
    }
  }

  /** What a worker needs for a branch. */
  private record BranchProcessor(BatchProcessor processor, EventSkipper skipper, Gatherer to) {}

  private BranchProcessor branch(
      Branch branch, Layout layout, int[] groups, List<WaveformBatch> lent)
      throws PipelineException {
    BatchProcessor processor =
        new BatchProcessor(
            branch.plan(), branchWork(branch), layout, source, control.waits(), counters, lent);
    return new BranchProcessor(
        processor, new EventSkipper(processor, source, groups, layout), branch.gatherer());
  }

  private Work branchWork(Branch branch) throws PipelineException {
    return Work.of(source.levels(), Set.of(DataLevel.DL1_IMAGES), branch.plan().recompute())
        .imagesAlone();
  }

  private void runThreads(
      Work work,
      Layout layout,
      List<Layout> layouts,
      Sequencer sequencer,
      int[] groups,
      List<Channel<Job>> queues)
      throws PipelineException {
    List<Thread> readAndWork = new ArrayList<>();
    readAndWork.add(start("bluewake-reader", this::read));
    for (int i = 1; i <= plan.settings().workers(); i++) {
      List<WaveformBatch> lent = new ArrayList<>();
      List<BranchProcessor> others = new ArrayList<>();
      for (int b = 0; b < branches.size(); b++) {
        others.add(branch(branches.get(b), layouts.get(b), groups, lent));
      }
      BatchProcessor processor =
          new BatchProcessor(plan, work, layout, source, control.waits(), counters, lent);
      EventSkipper skipper = new EventSkipper(processor, source, groups, layout);
      readAndWork.add(
          start(
              "bluewake-worker-" + i, () -> computeBatches(others, processor, skipper, sequencer)));
    }
    List<Thread> writing = new ArrayList<>();
    for (ProductThread writer : writers) {
      writing.add(start("bluewake-writer-" + writer.name(), () -> writer.run(sequencer)));
    }
    boolean interrupted = join(readAndWork);
    queues.forEach(Channel::close);
    interrupted |= join(writing);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Part of a run that may fail. */
  private interface Part {
    void run() throws Exception;
  }

  private Thread start(String name, Part part) {
    Thread thread =
        new Thread(
            () -> {
              try {
                part.run();
              } catch (PipelineException e) {
                control.fail(e);
              } catch (SlotException e) {
                control.fail(new PipelineException(Kind.SLOT, e.getMessage(), e));
              } catch (IOException e) {
                control.fail(new PipelineException(Kind.INPUT, text(e), e));
              } catch (InterruptedException e) {
                control.fail(new PipelineException(Kind.CANCELLED, "interrupted", e));
              } catch (Exception | Error e) {
                control.fail(
                    new PipelineException(
                        Kind.STAGE,
                        name + ": " + e.getClass().getSimpleName() + ": " + text(e),
                        e));
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static String text(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /** Waits for threads; an interrupt of the caller cancels the run. */
  private boolean join(List<Thread> threads) {
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
          control.fail(new PipelineException(Kind.CANCELLED, "interrupted", e));
        }
      }
    }
    return interrupted;
  }

  private void read() throws IOException {
    for (long number = 0; ; number++) {
      long t = System.nanoTime();
      Job job = free.take();
      t = counters.spent(Stage.READ_WAIT, t);
      if (job == null) {
        return;
      }
      job.clear(number);
      boolean more = source.read(job.batch, plan.settings().limits());
      if (source instanceof IdentifiedSource identified) {
        job.readBy = Optional.of(identified.readBy());
      }
      counters.spent(Stage.READ, t);
      if (!more) {
        state = State.DRAINING;
        filled.close();
        return;
      }
      counters.eventsRead.add(job.batch.events());
      filled.put(job);
    }
  }

  private void computeBatches(
      List<BranchProcessor> others,
      BatchProcessor processor,
      EventSkipper skipper,
      Sequencer sequencer)
      throws Exception {
    while (true) {
      long t = System.nanoTime();
      Job job = filled.take();
      counters.spent(Stage.WORK_WAIT, t);
      if (job == null) {
        return;
      }
      for (BranchProcessor other : others) {
        computeOrReplay(other.processor(), other.skipper(), job);
        job.gathered.add(other.to().gather(job.output.batch));
        job.again();
      }
      computeOrReplay(processor, skipper, job);
      counters.bytes.add(processor.waveformBytes(job.output.batch));
      sequencer.done(job);
    }
  }

  /**
   * Computes a batch. When a plug-in was taken away in the middle, because the batch took longer
   * than the platform could wait, all of it is forgotten and computed again with what is there.
   */
  private void computeOrReplay(BatchProcessor processor, EventSkipper skipper, Job job)
      throws IOException, SlotException, InterruptedException, PipelineException {
    for (int attempt = 1; attempt <= REPLAYS; attempt++) {
      try {
        processor.process(job);
      } catch (PipelineException e) {
        if (!processor.lostPlugin()) {
          skip(skipper, job, e);
          return;
        }
      }
      if (!processor.lostPlugin()) {
        return;
      }
      counters.replayed.increment();
      job.clearCounts();
    }
    throw new PipelineException(
        Kind.SLOT,
        "plug-ins were taken away "
            + REPLAYS
            + " times while batch "
            + job.batch.number()
            + " was computed; it takes longer than engine.drainSeconds");
  }

  private void skip(EventSkipper skipper, Job job, PipelineException e)
      throws IOException, SlotException, InterruptedException, PipelineException {
    boolean skips = plan.settings().errors() == EngineSettings.ErrorPolicy.SKIP_EVENT;
    if (!skips || e.kind() != Kind.STAGE || e.getCause() instanceof Error) {
      throw e;
    }
    skipper.retry(job);
  }

  private RunReport commit(Work work, Layout layout, Sequencer sequencer) throws PipelineException {
    Map<String, Table> flows = new LinkedHashMap<>();
    if (work.parameters()) {
      flows.put(IMAGE_STATISTICS, sequencer.imageFlow().toTable(layout.imageQuality));
    }
    for (int i = 0; i < layout.reconstructors.size(); i++) {
      flows.put(
          EVENT_STATISTICS + layout.reconstructors.get(i).algorithm(),
          sequencer.stereoFlow(i).toTable(layout.stereoQuality.get(i)));
    }
    Map<String, Long> notices = new LinkedHashMap<>(source.notices());
    notices.putAll(sequencer.pointingNotices());
    if (counters.skipped.sum() > 0) {
      notices.put("events skipped because a stage failed", counters.skipped.sum());
    }
    if (counters.replayed.sum() > 0) {
      notices.put(
          "batches computed again because a plug-in was taken away", counters.replayed.sum());
    }
    Map<String, Table> tables = new LinkedHashMap<>(flows);
    source.showerDistribution().ifPresent(table -> tables.put(SHOWER_DISTRIBUTION, table));
    source.tables().forEach(tables::putIfAbsent);
    ProductWriter.Ending ending =
        new ProductWriter.Ending(tables, sequencer.provenance().segments(), notices);
    commit(ending);
    return new RunReport(status(), flows, ending.provenance(), notices);
  }

  /** Either all products get their final names or none does. */
  private void commit(ProductWriter.Ending ending) throws PipelineException {
    for (ProductThread writer : writers) {
      control.throwFailure();
      writer.prepare(ending);
    }
    // The last moment at which a cancelled run leaves nothing behind.
    control.throwFailure();
    int committed = 0;
    try {
      for (ProductThread writer : writers) {
        writer.commit(ending);
        committed++;
      }
    } catch (PipelineException e) {
      writers.subList(0, committed).forEach(writer -> writer.withdraw(e));
      throw e;
    }
  }

  private PipelineException closeWriters(PipelineException failure) {
    List<PipelineException> errors = new ArrayList<>();
    writers.forEach(writer -> writer.close(errors));
    if (failure == null) {
      return errors.isEmpty() ? null : errors.get(0);
    }
    errors.forEach(failure::addSuppressed);
    return failure;
  }

  /** The run at this moment. */
  public PipelineStatus status() {
    State now = state;
    long until = ended != 0 ? ended : System.nanoTime();
    return new PipelineStatus(
        now,
        now == State.DECLARED ? 0 : until - began,
        counters.eventsRead.sum(),
        counters.events.sum(),
        counters.telescopeEvents.sum(),
        counters.bytes.sum(),
        counters.skipped.sum(),
        counters.replayed.sum(),
        free.size(),
        control.waits().slots(),
        counters.stages());
  }
}
