package io.bluewake.runtime;

import io.bluewake.config.ConfigException;
import io.bluewake.config.ResolvedGroup;
import io.bluewake.config.ResolvedPipeline;
import io.bluewake.config.ResolvedPlugin;
import io.bluewake.engine.Lease;
import io.bluewake.engine.ServiceIdentity;
import io.bluewake.engine.Slot;
import io.bluewake.engine.SlotException;
import java.io.IOException;
import java.util.List;

/**
 * Two plug-ins of one kind on the same data: what they do differently, how long they take, what
 * they allocate. The first one's results go on through the pipeline. Used by one worker.
 */
public final class PluginTrial implements PlanBuilder.Slots {
  private final SlotFactory slots;
  private final String section;
  private final ResolvedPipeline first;
  private final ResolvedPipeline second;
  private final Costs costs = new Costs();
  private final Comparison comparison = new Comparison();
  private final PairedStages stages = new PairedStages(costs, comparison);

  /**
   * Prepares a trial.
   *
   * @param section section of the configuration with the plug-ins to compare
   * @param first the pipeline with the first plug-in
   * @param second the pipeline with the other one
   */
  PluginTrial(SlotFactory slots, String section, ResolvedPipeline first, ResolvedPipeline second) {
    this.slots = slots;
    this.section = section;
    this.first = first;
    this.second = second;
  }

  /**
   * How a value differs, second minus first.
   *
   * @param name what it is
   * @param unit its unit
   * @param both how often both had one
   * @param mean mean difference
   * @param rms root mean square of the difference
   * @param largest largest absolute value of the difference
   * @param onlyFirst how often only the first had one
   * @param onlySecond how often only the second had one
   */
  public record Difference(
      String name,
      String unit,
      long both,
      double mean,
      double rms,
      double largest,
      long onlyFirst,
      long onlySecond) {}

  /**
   * What each has marked.
   *
   * @param name what was marked
   * @param first by the first
   * @param second by the second
   * @param both by both
   */
  public record Marked(String name, long first, long second, long both) {}

  /**
   * What came out.
   *
   * @param items images or events that both have treated
   * @param equal those on which they agree in everything that was compared
   * @param marked what they have marked
   * @param differences how their values differ
   * @param microseconds processor time per item, of each
   * @param bytes allocated per item, of each
   */
  public record Result(
      long items,
      long equal,
      List<Marked> marked,
      List<Difference> differences,
      double[] microseconds,
      double[] bytes) {}

  /** What came out so far. */
  public Result result() {
    return new Result(
        costs.items(),
        comparison.equal(),
        comparison.marked(),
        comparison.differences(),
        costs.microseconds(),
        costs.bytes());
  }

  @Override
  public <T> Slot<T> slot(Class<T> kind, ResolvedPlugin plugin, String name)
      throws ConfigException, IOException {
    Slot<T> slot = slots.slot(kind, plugin, name);
    if (!name.startsWith(section + "/")) {
      return slot;
    }
    return new Pair<>(slot, slots.slot(kind, other(name), "against/" + name), stages.join(kind));
  }

  /** The plug-in of the second pipeline that stands in the place of one of the first. */
  private ResolvedPlugin other(String name) {
    if (section.equals("reconstruct")) {
      return second.reconstruct().get(0).plugin();
    }
    String group = name.substring(name.lastIndexOf('/') + 1);
    int index = 0;
    while (!first.groups().get(index).name().equals(group)) {
      index++;
    }
    int telescope = first.groupOfTelescope().indexOf(index);
    ResolvedGroup there = second.groups().get(second.groupOfTelescope().get(telescope));
    return switch (section) {
      case "gain" -> there.gain();
      case "calibrate" -> there.calibrate();
      case "extract" -> there.extract();
      case "invalidPixels" -> there.invalidPixels().orElseThrow();
      case "clean" -> there.clean();
      default -> there.parameters().get(0);
    };
  }

  /** Leases from two slots at once. */
  private record Pair<T>(Slot<T> a, Slot<T> b, PairedStages.Join<T> join) implements Slot<T> {
    @Override
    public String name() {
      return a.name();
    }

    @Override
    public Lease<T> acquire(long batchNumber) throws InterruptedException, SlotException {
      Lease<T> one = a.acquire(batchNumber);
      try {
        Lease<T> two = b.acquire(batchNumber);
        return new PairLease<>(one, two, join.of(one.service(), two.service()));
      } catch (SlotException | InterruptedException e) {
        one.close();
        throw e;
      }
    }
  }

  /** Two leases as one. */
  private record PairLease<T>(Lease<T> one, Lease<T> two, T service) implements Lease<T> {
    @Override
    public ServiceIdentity identity() {
      return one.identity();
    }

    @Override
    public void close() {
      two.close();
      one.close();
    }
  }
}
