package io.bluewake.runtime;

import io.bluewake.config.ConfigException;
import io.bluewake.config.Configuration;
import io.bluewake.config.PluginCatalog;
import io.bluewake.config.PluginDescription;
import io.bluewake.config.PluginKind;
import io.bluewake.engine.Lease;
import io.bluewake.engine.SlotException;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.InputException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Finds the source plug-in of an input by its content. Two that are sure are an error, not a matter
 * of priority.
 */
final class SourceFinder {
  private final Map<String, ServiceSlot<EventSource.Provider>> sources = new TreeMap<>();
  private final List<String> names;

  /** What has been found: an input is asked for several times, and each time all sources look. */
  private final Map<Path, Found> known = new TreeMap<>();

  /**
   * Configures the source that the configuration names, or all of them.
   *
   * @throws ConfigException when a source refuses its options
   * @throws SlotException when a source does not come
   */
  SourceFinder(SlotFactory slots, Configuration configuration, PluginCatalog catalog)
      throws ConfigException, SlotException, IOException, InterruptedException {
    names =
        configuration
            .sourcePlugin()
            .map(List::of)
            .orElse(
                catalog.ofKind(PluginKind.SOURCE).stream().map(PluginDescription::name).toList());
    for (String name : names) {
      sources.put(
          name,
          slots.slot(EventSource.Provider.class, configuration.source(name), "source/" + name));
    }
    for (ServiceSlot<EventSource.Provider> slot : sources.values()) {
      slot.touch();
    }
  }

  /**
   * A format with what reads it now.
   *
   * @param name name of the plug-in
   * @param slot what it fills
   */
  record Found(String name, ServiceSlot<EventSource.Provider> slot) {
    /** What reads it now. */
    Lease<EventSource.Provider> lease() throws IOException {
      return leaseOf(slot);
    }

    /** Opens an input; the plug-in stays until the input is closed. */
    EventSource open(Path input, EventSource.Request request) throws IOException {
      Lease<EventSource.Provider> lease = lease();
      try {
        return new LeasedSource(lease.service().open(input, request), lease);
      } catch (IOException | RuntimeException e) {
        lease.close();
        throw e;
      }
    }
  }

  private static <T> Lease<T> leaseOf(ServiceSlot<T> slot) throws IOException {
    try {
      return slot.acquire(-1);
    } catch (SlotException e) {
      throw new IOException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  /**
   * The format that an input has.
   *
   * @throws InputException naming the file and the formats there are, or those that claim it
   */
  Found find(Path input) throws IOException {
    Found before = known.get(input);
    if (before != null) {
      return before;
    }
    byte[] head = InputHead.of(input);
    List<String> sure = matching(input, head, EventSource.Match.MAGIC);
    if (sure.size() > 1) {
      throw new InputException(
          input + ": " + String.join(" and ", sure) + " both claim it; choose with source.plugin");
    }
    if (sure.isEmpty()) {
      throw new InputException(input + ": " + why(input, head));
    }
    Found found = new Found(sure.get(0), sources.get(sure.get(0)));
    known.put(input, found);
    return found;
  }

  private List<String> matching(Path input, byte[] head, EventSource.Match match)
      throws IOException {
    List<String> list = new ArrayList<>();
    for (Map.Entry<String, ServiceSlot<EventSource.Provider>> source : sources.entrySet()) {
      try (Lease<EventSource.Provider> lease = leaseOf(source.getValue())) {
        if (lease.service().probe(input, head) == match) {
          list.add(source.getKey());
        }
      }
    }
    return list;
  }

  private String why(Path input, byte[] head) throws IOException {
    if (Files.isDirectory(input)) {
      return "no input of a supported format in this directory; formats are " + names;
    }
    if (Files.size(input) == 0) {
      return "byte 0: the file is empty";
    }
    List<String> byName = matching(input, head, EventSource.Match.NAME_ONLY);
    String expected = byName.isEmpty() ? "" : "named like " + byName.get(0) + " but ";
    return "byte 0: " + expected + "not a file of a supported format; formats are " + names;
  }

  /** Replaces directories that are no input themselves by the inputs in them, in order of names. */
  List<Path> expand(List<Path> inputs) throws IOException {
    List<Path> expanded = new ArrayList<>();
    for (Path input : inputs) {
      if (Files.isDirectory(input)
          && matching(input, new byte[0], EventSource.Match.MAGIC).isEmpty()) {
        List<Path> inside = inputsIn(input);
        if (inside.isEmpty()) {
          throw new InputException(input + ": " + why(input, new byte[0]));
        }
        expanded.addAll(inside);
      } else {
        expanded.add(input);
      }
    }
    return expanded;
  }

  /**
   * Leaves out inputs whose files another one reads too, which would give their events twice.
   *
   * @param warning told about each
   */
  List<Path> distinct(List<Path> inputs, Consumer<String> warning) throws IOException {
    if (inputs.size() == 1) {
      return inputs;
    }
    List<Set<Path>> files = new ArrayList<>();
    for (Path input : inputs) {
      try (Lease<EventSource.Provider> lease = find(input).lease()) {
        files.add(lease.service().files(input));
      }
    }
    List<Path> distinct = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      int other = coveredBy(i, files);
      if (other < 0) {
        distinct.add(inputs.get(i));
      } else {
        warning.accept(inputs.get(i) + ": is read with " + inputs.get(other) + ", not again");
      }
    }
    return distinct;
  }

  /** An input that reads all files of another and more, or the same and comes first; or -1. */
  private static int coveredBy(int input, List<Set<Path>> files) {
    for (int other = 0; other < files.size(); other++) {
      boolean more = files.get(other).size() > files.get(input).size() || other < input;
      if (other != input && more && files.get(other).containsAll(files.get(input))) {
        return other;
      }
    }
    return -1;
  }

  private List<Path> inputsIn(Path directory) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        if (Files.isRegularFile(file)
            && !matching(file, InputHead.of(file), EventSource.Match.MAGIC).isEmpty()) {
          found.add(file);
        }
      }
    }
    found.sort(Path::compareTo);
    return found;
  }
}
