package io.bluewake.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.Column;
import io.bluewake.model.Schema;
import io.bluewake.model.Subarray;
import io.bluewake.spi.Reconstructor;
import io.bluewake.spi.StereoView;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What every {@link Reconstructor} must do. A subclass says how to create one. */
@Seeded
public abstract class ReconstructorContract {
  private static final int EVENTS = 20;
  private final Subarray subarray = ToyArray.square(2, 120, ToyCamera.hexagonal(127));

  /** Creates the plug-in under test, a new instance at each call. */
  protected abstract Reconstructor create();

  /** The plug-in in a wrapper that fails when it does what it must not. */
  private Reconstructor checked() {
    return Asserting.wrap(Reconstructor.class, create());
  }

  /** Fewest selected telescopes with which an event is reconstructed. */
  protected int fewestTelescopes() {
    return 2;
  }

  /**
   * How well directions of events with exact image parameters come out; does not apply where there
   * are no columns {@code alt} and {@code az}.
   */
  protected double directionToleranceDeg() {
    return 0.1;
  }

  private record Result(MemoryRows stereo, MemoryRows telescope, MemoryRows core) {}

  private static Result rows(Reconstructor plugin, StereoView in) {
    return new Result(
        new MemoryRows(plugin.provides(in.subarray().size()), in.events()),
        new MemoryRows(plugin.providesPerTelescope(), in.telescopeRows()),
        new MemoryRows(Reconstructor.CORE, in.telescopeRows()));
  }

  private static Result run(Reconstructor plugin, StereoView in) {
    Result result = rows(plugin, in);
    plugin.reconstruct(in, result.stereo, result.telescope, result.core);
    return result;
  }

  private void assertSameEvent(Result a, int eventA, Result b, int eventB, String what) {
    Checks.sameRow(a.stereo.table(), eventA, b.stereo.table(), eventB, 1e-9, what);
    int n = subarray.size();
    for (int t = 0; t < n; t++) {
      int rowA = eventA * n + t;
      int rowB = eventB * n + t;
      Checks.sameRow(a.telescope.table(), rowA, b.telescope.table(), rowB, 1e-9, what);
      Checks.sameRow(a.core.table(), rowA, b.core.table(), rowB, 1e-9, what);
    }
  }

  private static boolean isValid(Result result, int event) {
    return result.stereo.get(event, result.stereo.table().schema().column("is_valid")) != 0;
  }

  @Test
  void columnsAreDescribed() {
    Reconstructor plugin = checked();
    assertFalse(plugin.algorithm().isBlank(), "algorithm");
    assertFalse(plugin.property().isBlank(), "property");
    plugin.provides(4).column("is_valid");
    for (Schema schema : new Schema[] {plugin.provides(4), plugin.providesPerTelescope()}) {
      Set<String> names = new HashSet<>();
      for (Column column : schema.columns()) {
        assertTrue(names.add(column.name()), "twice: " + column.name());
        assertFalse(column.description().isBlank(), "description of " + column.name());
      }
    }
    assertEquals(plugin.provides(4).columns(), checked().provides(4).columns());
  }

  @Test
  void noEventsAreNoWork(RandomGenerator random) {
    run(checked(), ToyStereo.random(subarray, 0, random));
  }

  @Test
  void tooFewTelescopesGiveInvalidEvents(RandomGenerator random) {
    ToyStereo in = ToyStereo.random(subarray, EVENTS, random);
    for (int telescopes = 0; telescopes < fewestTelescopes(); telescopes++) {
      Result result = run(checked(), in.select(telescopes == 0 ? new int[0] : new int[] {1}));
      for (int event = 0; event < EVENTS; event++) {
        assertFalse(isValid(result, event), telescopes + " telescopes");
      }
    }
  }

  @Test
  void exactImagesGiveTheTrueDirection(RandomGenerator random) {
    ToyStereo in = ToyStereo.random(subarray, EVENTS, random);
    Result result = run(checked(), in);
    Schema schema = result.stereo.table().schema();
    for (int event = 0; event < EVENTS; event++) {
      assertTrue(isValid(result, event), "event " + event);
      if (schema.indexOf("alt") >= 0 && schema.indexOf("az") >= 0) {
        double alt = Math.toRadians(result.stereo.get(event, schema.column("alt")));
        double az = Math.toRadians(result.stereo.get(event, schema.column("az")));
        double cos =
            Math.sin(alt) * Math.sin(in.trueAltitude(event))
                + Math.cos(alt)
                    * Math.cos(in.trueAltitude(event))
                    * Math.cos(az - in.trueAzimuth(event));
        double away = Math.toDegrees(Math.acos(Math.min(1, cos)));
        assertEquals(0, away, directionToleranceDeg(), "degrees off, event " + event);
      }
    }
  }

  @Test
  void eachEventIsReconstructedOnItsOwn(RandomGenerator random) {
    ToyStereo in = ToyStereo.random(subarray, EVENTS, random);
    Result together = run(checked(), in);
    Reconstructor plugin = checked();
    for (int event = 0; event < EVENTS; event++) {
      assertSameEvent(together, event, run(plugin, in.events(event)), 0, "alone");
    }
  }

  @Test
  void telescopesNotSelectedHaveNoInfluence(RandomGenerator random) {
    ToyStereo in = ToyStereo.random(subarray, EVENTS, random).select(0, 1, 3);
    Result expected = run(checked(), in);
    ToyStereo damaged = in.select(0, 1, 3);
    for (String name : checked().requires()) {
      for (int row = 2; row < damaged.telescopeRows(); row += subarray.size()) {
        damaged.parameter(name)[row] = Double.NaN;
      }
    }
    Result result = run(checked(), damaged);
    for (int event = 0; event < EVENTS; event++) {
      assertSameEvent(expected, event, result, event, "third telescope not selected");
    }
  }

  @Test
  void missingParametersAreEndured(RandomGenerator random) {
    ToyStereo in = ToyStereo.random(subarray, EVENTS, random);
    for (String name : checked().requires()) {
      ToyStereo damaged = in.select(0, 1, 2, 3);
      for (int row = 0; row < damaged.telescopeRows(); row += 3) {
        damaged.parameter(name)[row] = Double.NaN;
      }
      run(checked(), damaged);
      Arrays.fill(damaged.parameter(name), Double.NaN);
      run(checked(), damaged);
    }
  }

  @Test
  void zerosAreEndured(RandomGenerator random) {
    ToyStereo in = ToyStereo.random(subarray, EVENTS, random);
    for (String name : checked().requires()) {
      Arrays.fill(in.parameter(name), 0);
    }
    run(checked(), in);
  }

  @Test
  void instanceKeepsNothingBetweenCalls(RandomGenerator random) {
    Reconstructor plugin = checked();
    ToyStereo in = ToyStereo.random(subarray, EVENTS, random);
    Result before = run(plugin, in);
    run(plugin, ToyStereo.random(subarray, 2 * EVENTS, random));
    run(plugin, ToyStereo.random(ToyArray.square(3, 90, ToyCamera.square(5)), 3, random));
    Result again = run(plugin, in);
    for (int event = 0; event < EVENTS; event++) {
      assertSameEvent(before, event, again, event, "second time");
    }
  }

  @Test
  void inputIsNotChanged(RandomGenerator random) {
    ToyStereo in = ToyStereo.random(subarray, EVENTS, random);
    checked().requires().forEach(in::parameter);
    long before = in.checksum();
    run(checked(), in);
    assertEquals(before, in.checksum());
  }

  @Test
  void steadyStateAllocatesNothing(RandomGenerator random) {
    ToyStereo in = ToyStereo.random(subarray, EVENTS, random);
    Reconstructor plugin = create();
    Result out = rows(plugin, in);
    long bytes =
        Checks.bytesPerCall(() -> plugin.reconstruct(in, out.stereo, out.telescope, out.core));
    assertEquals(0, bytes, "bytes per batch");
  }

  @Test
  void instancesInTwoThreadsAgree(RandomGenerator random) {
    ToyStereo in = ToyStereo.random(subarray, EVENTS, random);
    checked().requires().forEach(in::parameter);
    Result expected = run(checked(), in);
    for (Result result : Checks.inTwoThreads(() -> run(checked(), in))) {
      for (int event = 0; event < EVENTS; event++) {
        assertSameEvent(expected, event, result, event, "thread");
      }
    }
  }
}
