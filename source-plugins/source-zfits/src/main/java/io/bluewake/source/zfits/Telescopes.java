package io.bluewake.source.zfits;

import io.bluewake.codec.hdf5.Hdf5File;
import io.bluewake.codec.hdf5.InstrumentTables;
import io.bluewake.math.PixelNeighbors;
import io.bluewake.model.Camera;
import io.bluewake.model.Subarray;
import io.bluewake.model.Telescope;
import io.bluewake.spi.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/** Finds the telescopes of an observation, in a file of the user's or among those known. */
final class Telescopes {
  /** What a description of the telescopes beside {@code DL0} is called. */
  private static final String BESIDE = "instrument.txt";

  private final Path input;
  private final ZfitsOptions options;
  private final Instrument north;
  private final Notices notices;

  Telescopes(Path input, ZfitsOptions options, Instrument north, Notices notices) {
    this.north = north;
    this.notices = notices;
    this.input = input;
    this.options = options;
  }

  private static Subarray fromFile(Path path, boolean nominal) throws InputException {
    try (Hdf5File file = Hdf5File.open(path)) {
      return new InstrumentTables(file, !nominal, PixelNeighbors::of).read();
    } catch (NoSuchFileException e) {
      throw new InputException(path + ": no such file (source.subarray)", e);
    } catch (IOException e) {
      // This source has no such option.
      String said = e.getMessage().replace("; set source.focalLength=equivalent", "");
      throw new InputException(said + " (source.subarray)", e);
    }
  }

  /** Text that describes telescopes: the user's, that beside the data, or the plug-in's own. */
  private Optional<Instrument> described() throws IOException {
    if (options.subarray().endsWith(".txt")) {
      return Optional.of(Instrument.of(Path.of(options.subarray())));
    }
    if (!options.subarray().isEmpty()) {
      return Optional.empty();
    }
    for (Path at = input.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
      boolean above = String.valueOf(at.getFileName()).equals("DL0");
      Path text = (above ? at.resolveSibling(BESIDE) : at.resolve(BESIDE));
      if (Files.isRegularFile(text)) {
        return Optional.of(Instrument.of(text));
      }
      if (above) {
        break;
      }
    }
    north.load();
    return Optional.of(north);
  }

  /**
   * The telescopes to be read.
   *
   * @param ids telescopes of which there are files
   * @param number number of the subarray, negative if it is not known
   * @param wanted telescopes asked for, empty for all
   * @param camera word in the name of the camera of recordings whose numbers of telescopes mean
   *     nothing outside of a laboratory; empty for those of an array
   */
  Subarray choose(SortedSet<Integer> ids, int number, Set<Integer> wanted, Optional<String> camera)
      throws IOException {
    Subarray all;
    String name;
    Optional<Instrument> described = described();
    if (described.isEmpty()) {
      // Recordings without calibration can do with nominal focal lengths, and say so.
      all = fromFile(Path.of(options.subarray()), camera.isPresent());
      name = all.name();
    } else {
      Instrument known = described.get();
      all = known.all();
      name = all.name();
      if (number >= 0 && known.hasSubarray(number)) {
        name = known.subarray(number).name();
        known.subarray(number).telescopes().forEach(t -> ids.add(t.id()));
      }
    }
    for (int id : wanted) {
      if (!ids.contains(id)) {
        throw new InputException(input + ": there is no telescope " + id + ", but " + ids);
      }
    }
    List<Telescope> chosen = new ArrayList<>();
    for (int id : ids) {
      if (wanted.isEmpty() || wanted.contains(id)) {
        int index = all.indexOf(id);
        if (camera.isPresent() && (index < 0 || !has(all.telescope(index), camera.get()))) {
          chosen.add(standIn(all, id, camera.get()));
          continue;
        }
        if (index < 0) {
          throw new InputException(
              input
                  + ": the camera of telescope "
                  + id
                  + (options.subarray().isEmpty()
                      ? " is not known; name a file that has it: source.subarray=FILE"
                      : " is not in " + options.subarray()));
        }
        chosen.add(all.telescope(index));
      }
    }
    if (described.isEmpty() && camera.isPresent()) {
      chosen.replaceAll(this::focused);
    }
    return new Subarray(name, chosen, all.reference());
  }

  /** A telescope with its effective focal length; without one its nominal one remains. */
  private Telescope focused(Telescope t) {
    Camera of = t.camera();
    double effective = of.optics().effectiveFocalLength();
    if (!(effective > 0)) {
      notices.add(
          "telescopes of recordings whose description has no effective focal length: angles by the"
              + " equivalent one");
      return t;
    }
    Camera camera = new Camera(of.geometry(), of.readout(), of.optics(), effective);
    return new Telescope(t.id(), t.name(), t.x(), t.y(), t.z(), camera);
  }

  private static boolean has(Telescope telescope, String camera) {
    String name = telescope.camera().name().toLowerCase(Locale.ROOT);
    return name.contains(camera.toLowerCase(Locale.ROOT));
  }

  /** A telescope with a number of its own that looks with a camera that is described. */
  private Telescope standIn(Subarray all, int id, String camera) throws InputException {
    for (Telescope t : all.telescopes()) {
      if (has(t, camera)) {
        return new Telescope(id, t.name(), t.x(), t.y(), t.z(), t.camera());
      }
    }
    throw new InputException(
        input
            + ": needs a camera "
            + camera
            + ", which "
            + (options.subarray().isEmpty() ? "is not known" : options.subarray() + " has not")
            + "; name a file that has it: source.subarray=FILE");
  }
}
