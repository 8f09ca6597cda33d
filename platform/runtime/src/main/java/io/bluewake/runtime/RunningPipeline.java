package io.bluewake.runtime;

import io.bluewake.engine.CancelToken;
import io.bluewake.engine.PipelineRun;
import io.bluewake.engine.PipelineStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A pipeline at work, for those who watch it. Thread safe. */
public final class RunningPipeline {
  private final String name;
  private final PipelineRequest request;
  private final CancelToken cancel;
  private final Instant since = Instant.now();
  private volatile Progress progress = new Progress(Optional.empty(), Optional.empty());

  /** What exists so far. */
  private record Progress(Optional<PipelineRun> run, Optional<SlotFactory> slots) {}

  RunningPipeline(String name, PipelineRequest request, CancelToken cancel) {
    this.name = name;
    this.request = request;
    this.cancel = cancel;
  }

  void began(PipelineRun run, SlotFactory slots) {
    progress = new Progress(Optional.of(run), Optional.of(slots));
  }

  /** Its name, unique among the running ones. */
  public String name() {
    return name;
  }

  /** What was asked for. */
  public PipelineRequest request() {
    return request;
  }

  /** When it was asked for. */
  public Instant since() {
    return since;
  }

  /** How far it is; empty while it is still being prepared. */
  public Optional<PipelineStatus> status() {
    return progress.run().map(PipelineRun::status);
  }

  /** What fills its slots now. */
  public List<SlotState> slots() {
    return progress.slots().map(SlotFactory::states).orElse(List.of());
  }

  /** What its workers wait for now, one line per slot with the reason. */
  public List<String> waiting() {
    return progress.slots().map(SlotFactory::waiting).orElse(List.of());
  }

  /** How long its workers took to get their leases. */
  public LeaseWaits leaseWaits() {
    return progress
        .slots()
        .map(SlotFactory::waits)
        .orElseGet(() -> new LeaseWaits.Builder().build());
  }

  /** Asks it to stop. It leaves no product. */
  public void stop() {
    cancel.cancel();
  }
}
