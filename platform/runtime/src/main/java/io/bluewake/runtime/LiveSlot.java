package io.bluewake.runtime;

import io.bluewake.config.ConfigException;
import io.bluewake.config.Overlay;
import io.bluewake.config.PluginDescription;
import io.bluewake.config.ResolvedPlugin;
import io.bluewake.engine.Slot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.osgi.framework.ServiceReference;

/**
 * A slot with its configuration while the pipeline runs: judges what comes and lets configurations
 * follow what people write. All methods but {@link #judge} run in the thread of the trials.
 */
final class LiveSlot {
  private static final int HASH_DIGITS = 12;

  private final ServiceSlot<?> slot;
  private final SlotConfiguration configuration;
  private final SwapLog log;
  private final ResolvedPlugin first;
  private final Map<String, Long> changes = new ConcurrentSkipListMap<>();
  private ResolvedPlugin good;
  private Map<String, Object> refused = Map.of();

  LiveSlot(ServiceSlot<?> slot, SlotConfiguration configuration, SwapLog log) {
    this.slot = slot;
    this.configuration = configuration;
    this.log = log;
    first = configuration.current();
    good = first;
  }

  ServiceSlot<?> slot() {
    return slot;
  }

  PluginDescription plugin() {
    return configuration.base().plugin();
  }

  /** Tries an instance. */
  interface Rehearsal {
    /** Why it must not be used; empty when it may. */
    Optional<String> refuse(Slot<?> slot, Object instance);
  }

  /** How services for this slot are judged. */
  Newcomers.Judge judge(InstalledPlugins plugins, Rehearsal rehearsal) {
    return new Newcomers.Judge() {
      @Override
      public boolean ignores(ServiceReference<?> reference) {
        return !configuration.isRight(reference);
      }

      @Override
      public Optional<String> refuse(ServiceReference<?> reference) {
        return plugins
            .describe(reference.getBundle(), plugin().pid())
            .flatMap(description -> problem(description, configuration.current()));
      }

      @Override
      public Optional<String> refuse(Slot<?> where, Object instance) {
        return rehearsal.refuse(where, instance);
      }
    };
  }

  /** Whether another version of the plug-in takes the values. */
  private static Optional<String> problem(PluginDescription plugin, ResolvedPlugin wanted) {
    for (Map.Entry<String, ResolvedPlugin.Value> option : wanted.options().entrySet()) {
      boolean known = plugin.option(option.getKey()).isPresent();
      boolean said = !option.getValue().origin().equals(io.bluewake.config.Origin.DEFAULT);
      if (known || said) {
        try {
          Overlay.check(
              plugin,
              Map.of(option.getKey(), option.getValue().value()),
              option.getValue().origin().toString());
        } catch (ConfigException e) {
          return Optional.of(e.getMessage());
        }
      }
    }
    return Optional.empty();
  }

  /** Whether a configuration is, or was, one that the pipeline has made for this slot. */
  boolean owns(String pid) {
    return pid.startsWith(plugin().pid() + "~" + configuration.place().replace('/', '.'));
  }

  /**
   * Somebody may have changed or deleted a configuration of this slot: what was there is there
   * again, and what was written is a wish.
   *
   * @return whether there is a wish
   */
  boolean takeBack(String pid, PluginDescription plugin) {
    Optional<Integer> number = configuration.generationOf(pid);
    if (number.isEmpty()) {
      return false;
    }
    try {
      Map<String, Object> options = new LinkedHashMap<>();
      configuration
          .restore(number.get())
          .forEach((name, value) -> options.put(name, OptionValues.plain(value)));
      if (options.isEmpty()) {
        return false;
      }
      Map<String, ResolvedPlugin.Value> byHand = new LinkedHashMap<>(configuration.byHand());
      byHand.putAll(Overlay.check(plugin, options, "configuration " + pid));
      configuration.setByHand(byHand);
      return true;
    } catch (ConfigException e) {
      log.refuse(slot.name() + ": refused " + e.getMessage());
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets the configuration follow what people have written. */
  void follow(Overlays overlays, SwapPolicy policy) {
    ResolvedPlugin wanted =
        overlays.over(configuration.base(), slot.name()).with(configuration.byHand());
    if (wanted.values().equals(configuration.current().values())) {
      return;
    }
    String change = difference(configuration.current(), wanted);
    if (policy == SwapPolicy.NEVER) {
      log.note(slot.name() + ": " + change + " holds for the next run, engine.swap is 'never'");
    } else if (wanted.values().equals(refused)) {
      log.refuse(slot.name() + ": " + change + " was refused before");
    } else {
      log.note(slot.name() + ": trying " + change);
      try {
        configuration.make(wanted);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static String difference(ResolvedPlugin before, ResolvedPlugin after) {
    List<String> changes = new ArrayList<>();
    after
        .options()
        .forEach(
            (name, value) -> {
              Object old = before.values().get(name);
              if (!value.value().equals(old)) {
                changes.add(
                    name + "=" + value.value() + " (was " + old + ", " + value.origin() + ")");
              }
            });
    return String.join(", ", changes);
  }

  /** A service was admitted or refused. */
  void decided(Candidate<?> candidate) {
    if (candidate.problem().isEmpty()) {
      configuration
          .values(candidate.generation())
          .map(values -> difference(first, values))
          .filter(text -> !text.isEmpty())
          .ifPresent(
              text ->
                  changes.put(
                      slot.name()
                          + " with configuration "
                          + candidate.identity().configuration().substring(0, HASH_DIGITS)
                          + ": "
                          + text,
                      1L));
    }
    settle();
  }

  /** What the configurations of services that came later have instead of the first values. */
  Map<String, Long> changes() {
    return changes;
  }

  /** Removes configurations that are no longer needed, or one that every service refuses. */
  void settle() {
    try {
      int usable = slot.latestGeneration();
      if (usable == configuration.latest()) {
        good = configuration.current();
      }
      for (int generation : configuration.before(usable)) {
        if (!slot.needs(generation)) {
          configuration.remove(generation);
        }
      }
      if (usable >= 0 && slot.allRefused(configuration.latest())) {
        refused = configuration.current().values();
        log.refuse(
            slot.name()
                + ": refused "
                + difference(good, configuration.current())
                + "; the running configuration stays");
        configuration.giveUp(good);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void close() throws IOException {
    configuration.close();
  }
}
