package io.bluewake.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.config.ConfigException;
import io.bluewake.engine.Lease;
import io.bluewake.engine.ServiceIdentity;
import io.bluewake.engine.SlotException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.PrototypeServiceFactory;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

@Timeout(60)
class ServiceSlotTest {
  /** A stage that remembers who made it. */
  static final class Stage {
    final String maker;
    final AtomicInteger users = new AtomicInteger();

    Stage(String maker) {
      this.maker = maker;
    }
  }

  @TempDir Path directory;
  private TestFramework framework;
  private final List<ServiceSlot<Stage>> slots = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    framework = new TestFramework(directory);
  }

  @AfterEach
  void stop() throws Exception {
    slots.forEach(ServiceSlot::close);
    framework.stop();
  }

  private ServiceSlot<Stage> slot(SwapPolicy policy, long waitMillis, long drainMillis)
      throws Exception {
    ServiceSlot.Settings settings =
        new ServiceSlot.Settings(
            "clean/LST",
            new Periods(policy, batch -> batch / 10 * 10, 5),
            waitMillis,
            drainMillis,
            false,
            bundle -> "the reason");
    ServiceSlot<Stage> slot =
        new ServiceSlot<>(
            framework.context(),
            framework.context().createFilter("(objectClass=" + Stage.class.getName() + ")"),
            settings,
            ServiceSlotTest::identity);
    slots.add(slot);
    return slot;
  }

  private static ServiceIdentity identity(ServiceReference<?> reference) {
    Bundle bundle = reference.getBundle();
    return new ServiceIdentity(
        "stage", bundle.getSymbolicName(), bundle.getVersion().toString(), "", "");
  }

  private static ServiceRegistration<Stage> prototypes(Bundle bundle, Supplier<Stage> supplier) {
    PrototypeServiceFactory<Stage> factory =
        new PrototypeServiceFactory<>() {
          @Override
          public Stage getService(Bundle user, ServiceRegistration<Stage> registration) {
            return supplier.get();
          }

          @Override
          public void ungetService(
              Bundle user, ServiceRegistration<Stage> registration, Stage service) {}
        };
    return bundle.getBundleContext().registerService(Stage.class, factory, null);
  }

  private ServiceRegistration<Stage> prototypes(String version) throws Exception {
    return prototypes(framework.bundle("cleaner", version), () -> new Stage(version));
  }

  private static String maker(ServiceSlot<Stage> slot, long batch) throws Exception {
    try (Lease<Stage> lease = slot.acquire(batch)) {
      return lease.service().maker;
    }
  }

  @Test
  void leasesAtTheSameTimeHaveInstancesOfTheirOwnWhichAreUsedAgain() throws Exception {
    ServiceSlot<Stage> slot = slot(SwapPolicy.BATCH, 1000, 1000);
    prototypes("1.0.0");

    Lease<Stage> a = slot.acquire(0);
    Lease<Stage> b = slot.acquire(1);
    assertNotSame(a.service(), b.service());
    Stage first = a.service();
    a.close();
    a.close();
    try (Lease<Stage> c = slot.acquire(2)) {
      assertSame(first, c.service());
      assertEquals("cleaner", c.identity().bundle());
    }
    b.close();
  }

  @Test
  void aServiceThatIsNoPrototypeServesOneWorkerAtATime() throws Exception {
    ServiceSlot<Stage> slot = slot(SwapPolicy.BATCH, 1000, 1000);
    Bundle bundle = framework.bundle("cleaner", "1.0.0");
    bundle.getBundleContext().registerService(Stage.class, new Stage("single"), null);
    AtomicBoolean second = new AtomicBoolean();

    Lease<Stage> lease = slot.acquire(0);
    Thread other =
        new Thread(
            () -> {
              try (Lease<Stage> l = slot.acquire(1)) {
                second.set(l.service() != null);
              } catch (InterruptedException | SlotException e) {
                throw new IllegalStateException(e);
              }
            });
    other.start();
    Thread.sleep(100);
    assertFalse(second.get());
    lease.close();
    other.join();

    assertTrue(second.get());
  }

  @Test
  void theHighestVersionTakesOverBetweenBatchesAndGoesBack() throws Exception {
    ServiceSlot<Stage> slot = slot(SwapPolicy.BATCH, 1000, 1000);
    prototypes("1.9.0");
    assertEquals("1.9.0", maker(slot, 0));

    ServiceRegistration<Stage> newer = prototypes("1.10.0");
    assertEquals("1.10.0", maker(slot, 1));
    newer.unregister();

    assertEquals("1.9.0", maker(slot, 2));
  }

  @Test
  void scienceDoesNotChangeInsideAnObservation() throws Exception {
    ServiceSlot<Stage> slot = slot(SwapPolicy.OBSERVATION, 1000, 1000);
    prototypes("1.0.0");
    assertEquals("1.0.0", maker(slot, -1));
    assertEquals("1.0.0", maker(slot, 3));

    prototypes("2.0.0");

    assertEquals("1.0.0", maker(slot, 9));
    assertEquals("2.0.0", maker(slot, 10));
    assertEquals("1.0.0", maker(slot, 8));
  }

  @Test
  void aFrozenPipelineKeepsItsPluginsAndFailsWhenTheyGo() throws Exception {
    ServiceSlot<Stage> slot = slot(SwapPolicy.NEVER, 50, 1000);
    ServiceRegistration<Stage> first = prototypes("1.0.0");
    assertEquals("1.0.0", maker(slot, 0));
    prototypes("2.0.0");
    assertEquals("1.0.0", maker(slot, 1000));

    first.unregister();

    assertThrows(SlotException.class, () -> slot.acquire(1001));
  }

  @Test
  void aServiceThatGoesWaitsForItsRunningBatches() throws Exception {
    ServiceSlot<Stage> slot = slot(SwapPolicy.BATCH, 1000, 20_000);
    ServiceRegistration<Stage> registration = prototypes("1.0.0");
    AtomicBoolean gone = new AtomicBoolean();

    Lease<Stage> lease = slot.acquire(0);
    Thread remover =
        new Thread(
            () -> {
              registration.unregister();
              gone.set(true);
            });
    remover.start();
    Thread.sleep(100);
    assertFalse(gone.get());
    assertTrue(slot.states().get(0).draining());
    assertEquals(1, slot.states().get(0).leases());
    lease.close();
    remover.join();

    assertTrue(gone.get());
    assertEquals(List.of(), slot.states());
  }

  @Test
  void drainingHasALimit() throws Exception {
    ServiceSlot<Stage> slot = slot(SwapPolicy.BATCH, 1000, 50);
    ServiceRegistration<Stage> registration = prototypes("1.0.0");
    Lease<Stage> lease = slot.acquire(0);

    registration.unregister();

    assertEquals(List.of(), slot.states());
    lease.close();
  }

  @Test
  void anEmptySlotFailsAfterItsLimitAndSaysWhy() throws Exception {
    ServiceSlot<Stage> slot = slot(SwapPolicy.BATCH, 50, 1000);

    SlotException e = assertThrows(SlotException.class, () -> slot.acquire(0));

    assertTrue(e.getMessage().contains("clean/LST"), e.getMessage());
    assertTrue(e.getMessage().contains("the reason"), e.getMessage());
  }

  @Test
  void aWorkerWaitsForAServiceThatComesBack() throws Exception {
    ServiceSlot<Stage> slot = slot(SwapPolicy.BATCH, 20_000, 1000);
    AtomicReference<String> maker = new AtomicReference<>();
    Thread worker =
        new Thread(
            () -> {
              try (Lease<Stage> lease = slot.acquire(0)) {
                maker.set(lease.service().maker);
              } catch (InterruptedException | SlotException e) {
                throw new IllegalStateException(e);
              }
            });
    worker.start();
    Thread.sleep(50);

    prototypes("1.0.0");
    worker.join();

    assertEquals("1.0.0", maker.get());
  }

  @Test
  void aConstructorThatThrowsIsAWrongConfigurationBeforeTheFirstEvent() throws Exception {
    ServiceSlot<Stage> slot = slot(SwapPolicy.BATCH, 1000, 1000);
    prototypes(
        framework.bundle("cleaner", "1.0.0"),
        () -> {
          throw new IllegalArgumentException("picturePe is below boundaryPe");
        });

    ConfigException e = assertThrows(ConfigException.class, slot::touch);

    assertTrue(e.getMessage().startsWith("clean/LST: "), e.getMessage());
    assertEquals(0, slot.states().get(0).leases());
  }

  @Test
  void closingEndsTheWaitingOfWorkers() throws Exception {
    ServiceSlot<Stage> slot = slot(SwapPolicy.BATCH, 20_000, 1000);
    AtomicBoolean failed = new AtomicBoolean();
    Thread worker =
        new Thread(
            () ->
                failed.set(
                    assertThrows(SlotException.class, () -> slot.acquire(0)).getMessage() != null));
    worker.start();
    Thread.sleep(50);

    slot.close();
    worker.join();

    assertTrue(failed.get());
  }

  @Test
  void exchangesUnderLoadNeverShareOrLoseAnInstance() throws Exception {
    ServiceSlot<Stage> slot = slot(SwapPolicy.BATCH, 20_000, 20_000);
    Bundle bundle = framework.bundle("cleaner", "1.0.0");
    ServiceRegistration<Stage> current = prototypes(bundle, () -> new Stage("0"));
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger leases = new AtomicInteger();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    List<Thread> workers = new ArrayList<>();
    for (int w = 0; w < 4; w++) {
      Thread worker = new Thread(() -> work(slot, stop, leases, failure));
      worker.start();
      workers.add(worker);
    }

    for (int swap = 1; swap <= 200; swap++) {
      String name = Integer.toString(swap);
      ServiceRegistration<Stage> next = prototypes(bundle, () -> new Stage(name));
      current.unregister();
      current = next;
    }
    stop.set(true);
    for (Thread worker : workers) {
      worker.join();
    }

    assertEquals(null, failure.get());
    assertTrue(leases.get() > 0);
    assertEquals(1, slot.states().size());
    assertEquals(0, slot.states().get(0).leases());
  }

  private static void work(
      ServiceSlot<Stage> slot,
      AtomicBoolean stop,
      AtomicInteger leases,
      AtomicReference<Throwable> failure) {
    try {
      while (!stop.get()) {
        try (Lease<Stage> lease = slot.acquire(leases.incrementAndGet())) {
          Stage stage = lease.service();
          assertEquals(1, stage.users.incrementAndGet());
          Thread.onSpinWait();
          assertEquals(0, stage.users.decrementAndGet());
        }
      }
    } catch (InterruptedException | SlotException | AssertionError e) {
      failure.set(e);
    }
  }
}
