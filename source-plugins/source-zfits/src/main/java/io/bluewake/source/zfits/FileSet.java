package io.bluewake.source.zfits;

import io.bluewake.spi.InputException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The files that belong to an observation: subarray events, telescope triggers, and per telescope
 * the streams of shower and calibration events, each a sequence of chunks.
 *
 * @param subarray files of subarray events, in order; may be empty
 * @param triggers files of telescope triggers, in order; may be empty
 * @param showers streams of each telescope, by telescope number and writer
 * @param calibration the same for calibration events
 * @param muons files of muon candidates that are not read, because showers repeat their events
 */
record FileSet(
    List<Path> subarray,
    List<Path> triggers,
    Map<Integer, Map<String, List<Path>>> showers,
    Map<Integer, Map<String, List<Path>>> calibration,
    List<Path> muons) {

  /** Directories below a directory that are looked through for an observation. */
  private static final int DEPTH = 10;

  private static final long MOST_FILES = 200_000;

  /** A file and what its name says. */
  record Named(Path path, FileName name) {}

  private static final Comparator<Named> IN_ORDER =
      Comparator.comparingLong((Named n) -> n.name.run())
          .thenComparingLong(n -> n.name.chunk())
          .thenComparing(Named::path);

  /** The files that belong to an input. */
  static FileSet of(Path input, ZfitsOptions options) throws IOException {
    if (Files.isDirectory(input)) {
      return ofDirectory(input, options);
    }
    Optional<FileName> name = FileName.of(input);
    if (name.isPresent() && !options.wants(name.get().observation())) {
      throw new InputException(
          input + ": is of observation " + name.get().observation() + ", not of the one asked for");
    }
    if (name.isEmpty() || !options.siblings()) {
      return alone(input, name);
    }
    List<Named> near = named(input.toAbsolutePath().getParent());
    if (!name.get().subarray()) {
      near.removeIf(n -> !n.name.isSibling(name.get()));
      return collect(near, options);
    }
    near.removeIf(n -> !n.name.isSameObservation(name.get()));
    near.removeIf(n -> n.name.subarray() && n.name.element() != name.get().element());
    for (Path directory : telescopeDirectories(input.toAbsolutePath().getParent())) {
      for (Named n : named(directory)) {
        if (!n.name.subarray() && n.name.isSameObservation(name.get())) {
          near.add(n);
        }
      }
    }
    return collect(near, options);
  }

  /** All files that are read, in no particular order. */
  List<Path> all() {
    List<Path> all = new ArrayList<>(subarray);
    all.addAll(triggers);
    for (Map<Integer, Map<String, List<Path>>> kind : List.of(showers, calibration)) {
      kind.values().forEach(streams -> streams.values().forEach(all::addAll));
    }
    return all;
  }

  private static FileSet alone(Path input, Optional<FileName> name) {
    if (name.isPresent() && name.get().subarray()) {
      return new FileSet(List.of(input), List.of(), Map.of(), Map.of(), List.of());
    }
    int telescope = name.map(FileName::element).orElse(-1);
    Map<Integer, Map<String, List<Path>>> one = Map.of(telescope, Map.of("", List.of(input)));
    return new FileSet(List.of(), List.of(), one, Map.of(), List.of());
  }

  private static FileSet ofDirectory(Path directory, ZfitsOptions options) throws IOException {
    Below found = new Below();
    found.walk(directory);
    if (found.unreadable != null) {
      throw found.unreadable;
    }
    List<Named> all = found.files;
    boolean anyOther = all.removeIf(n -> !options.wants(n.name.observation()));
    Set<String> observations = new TreeSet<>();
    boolean anySubarray = all.stream().anyMatch(n -> isSubarrayEvents(n.name));
    for (Named n : all) {
      if (!anySubarray || n.name.subarray()) {
        observations.add(String.valueOf(n.name.observation()));
      }
    }
    if (observations.size() != 1) {
      throw new InputException(
          directory
              + (observations.isEmpty()
                  ? ": no file of " + (anyOther ? "this observation" : "an observation") + " here"
                  : ": has the observations "
                      + String.join(", ", observations)
                      + "; name one of them: --observation ID"));
    }
    return collect(all, options);
  }

  /** Whether a directory holds files of an observation. */
  static boolean isObservation(Path directory) {
    try {
      Below found = new Below();
      found.walk(directory);
      return !found.files.isEmpty();
    } catch (IOException e) {
      return false; // whoever opens it will say why
    }
  }

  /** Looks for files in a directory and those below it, also where links lead. */
  private static final class Below extends SimpleFileVisitor<Path> {
    private final List<Named> files = new ArrayList<>();
    private long seen;
    private InputException unreadable;

    void walk(Path directory) throws IOException {
      Files.walkFileTree(directory, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEPTH, this);
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
        throws InputException {
      if (++seen > MOST_FILES) {
        throw new InputException(file.getParent() + ": one of more than " + MOST_FILES + " files");
      }
      if (file.toString().endsWith(".fits.fz")) {
        FileName.of(file).ifPresent(n -> files.add(new Named(file, n)));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      if (unreadable == null) {
        unreadable = OpenFiles.describe(file, e);
      }
      return FileVisitResult.CONTINUE;
    }
  }

  private static boolean isSubarrayEvents(FileName name) {
    return name.subarray() && name.type().equals("SUBARRAY");
  }

  private static FileSet collect(List<Named> files, ZfitsOptions options) {
    files.sort(IN_ORDER);
    Set<Path> seen = new LinkedHashSet<>();
    List<Path> subarray = new ArrayList<>();
    List<Path> triggers = new ArrayList<>();
    Map<Integer, Map<String, List<Path>>> showers = new TreeMap<>();
    Map<Integer, Map<String, List<Path>>> muons = new TreeMap<>();
    Map<Integer, Map<String, List<Path>>> calibration = new TreeMap<>();
    for (Named n : files) {
      if (!seen.add(n.path.toAbsolutePath().normalize())) {
        continue;
      }
      if (n.name.subarray()) {
        (isSubarrayEvents(n.name) ? subarray : triggers).add(n.path);
        continue;
      }
      Map<Integer, Map<String, List<Path>>> kind =
          n.name.type().endsWith("CAL")
              ? calibration
              : n.name.type().endsWith("MUON") ? muons : showers;
      kind.computeIfAbsent(n.name.element(), k -> new TreeMap<>())
          .computeIfAbsent(n.name.stream(), k -> new ArrayList<>())
          .add(n.path);
    }
    if (showers.isEmpty() && subarray.isEmpty()) {
      // Only what was asked for by name: calibration events, or muons, which showers repeat.
      if (muons.isEmpty() && options.calibration() != ZfitsOptions.Calibration.ONLY) {
        return new FileSet(subarray, triggers, calibration, Map.of(), List.of());
      }
      return new FileSet(subarray, triggers, muons, calibration, List.of());
    }
    List<Path> repeated = new ArrayList<>();
    muons.values().forEach(streams -> streams.values().forEach(repeated::addAll));
    return new FileSet(subarray, triggers, showers, calibration, repeated);
  }

  private static List<Named> named(Path directory) throws IOException {
    List<Named> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        FileName.of(file).ifPresent(name -> found.add(new Named(file, name)));
      }
    }
    return found;
  }

  /**
   * Where telescope events are, given where the triggers are: {@code DL0/ARRAY/user/acada-adh/
   * triggers/date} has {@code DL0/LSTN-01/user/acada-adh/events/date} and {@code calibration/date}
   * beside it.
   */
  private static List<Path> telescopeDirectories(Path triggers) throws IOException {
    List<Path> directories = new ArrayList<>();
    Path array = triggers;
    while (array != null && !String.valueOf(array.getFileName()).equalsIgnoreCase("ARRAY")) {
      array = array.getParent();
    }
    if (array == null || array.getParent() == null) {
      return directories;
    }
    Path below = array.relativize(triggers);
    try (DirectoryStream<Path> elements = Files.newDirectoryStream(array.getParent())) {
      for (Path element : elements) {
        if (!element.equals(array) && Files.isDirectory(element)) {
          for (String kind : List.of("events", "calibration")) {
            candidate(element, below, kind).ifPresent(directories::add);
          }
        }
      }
    }
    return directories;
  }

  private static Optional<Path> candidate(Path element, Path below, String kind) {
    for (int skip = 0; skip < 2; skip++) {
      Path path = element;
      for (int i = skip; i < below.getNameCount(); i++) {
        String part = below.getName(i).toString();
        path = path.resolve(part.matches("(?i)triggers|events") ? kind : part);
      }
      if (Files.isDirectory(path)) {
        return Optional.of(path);
      }
    }
    return Optional.empty();
  }
}
