package io.bluewake.source.zfits;

import io.bluewake.math.PixelNeighbors;
import io.bluewake.model.Camera;
import io.bluewake.model.CameraGeometry;
import io.bluewake.model.CameraReadout;
import io.bluewake.model.GeodeticLocation;
import io.bluewake.model.Optics;
import io.bluewake.model.PixelShape;
import io.bluewake.model.Subarray;
import io.bluewake.model.Telescope;
import io.bluewake.spi.InputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Telescopes and cameras, which DL0 does not describe: those that the plug-in knows by itself (CTAO
 * North, cameras that record), or those of a text file of the same form, which simulated
 * observations have beside them.
 */
final class Instrument {
  private static final long LARGEST_FILE = 1 << 26;

  private final Map<Integer, Telescope> telescopes = new TreeMap<>();
  private final Map<Integer, String> subarrayNames = new HashMap<>();
  private final Map<Integer, List<Integer>> subarrays = new HashMap<>();
  private final Map<String, Optics> optics = new HashMap<>();
  private final Map<String, String[]> cameras = new HashMap<>();
  private final Map<String, List<Double>> lists = new HashMap<>();
  private final Map<String, Camera> made = new HashMap<>();
  private GeodeticLocation location = new GeodeticLocation(0, 0, 0);

  private final Map<String, String[]> names = new HashMap<>();

  /** Reads the data of the plug-in, once. */
  synchronized void load() throws IOException {
    if (telescopes.isEmpty()) {
      try (InputStream in = Instrument.class.getResourceAsStream("ctao-north.txt");
          BufferedReader lines =
              new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
        read(lines);
      }
    }
  }

  /** Reads a file of the user's. */
  static Instrument of(Path path) throws InputException {
    Instrument read = new Instrument();
    try {
      if (Files.size(path) > LARGEST_FILE) {
        throw new InputException(path + ": is too large to describe telescopes");
      }
      try (BufferedReader lines = Files.newBufferedReader(path)) {
        read.read(lines);
      }
    } catch (NoSuchFileException e) {
      throw new InputException(path + ": no such file (source.subarray)", e);
    } catch (InputException e) {
      throw new InputException(path + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new InputException(path + ": cannot be read: " + e, e);
    }
    if (read.telescopes.isEmpty()) {
      throw new InputException(path + ": describes no telescope");
    }
    return read;
  }

  private void read(BufferedReader lines) throws IOException {
    List<String[]> deferred = new ArrayList<>();
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      String[] words = line.strip().split("\\s+", -1);
      if (words[0].equals("telescope")) {
        deferred.add(words);
      } else if (!line.isBlank() && !line.startsWith("#")) {
        try {
          take(words, line);
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
          throw new InputException(
              "line " + number + " is no description of '" + words[0] + "'", e);
        }
      }
    }
    for (String[] w : deferred) {
      try {
        Telescope t =
            new Telescope(
                Integer.parseInt(w[1]),
                w[2],
                Double.parseDouble(w[3]),
                Double.parseDouble(w[4]),
                Double.parseDouble(w[5]),
                camera(w[7], optics.get(w[6])));
        telescopes.put(t.id(), t);
      } catch (IllegalArgumentException | IndexOutOfBoundsException | NullPointerException e) {
        throw new InputException(
            "telescope " + String.join(" ", w) + " lacks a part of its description", e);
      }
    }
  }

  private void take(String[] w, String line) {
    switch (w[0]) {
      case "location" ->
          location =
              new GeodeticLocation(
                  Double.parseDouble(w[1]), Double.parseDouble(w[2]), Double.parseDouble(w[3]));
      case "optics" ->
          optics.put(
              w[1],
              new Optics(
                  w[1],
                  w[2],
                  w[3],
                  Double.parseDouble(w[6]),
                  Integer.parseInt(w[4]),
                  Integer.parseInt(w[5]),
                  Double.parseDouble(w[7]),
                  Double.parseDouble(w[8])));
      case "camera" -> cameras.put(w[1], w);
      case "names" -> names.put(w[1], w);
      case "subarray" -> {
        int id = Integer.parseInt(w[1]);
        int colon = line.indexOf(':');
        subarrayNames.put(id, line.substring(line.indexOf(w[2]), colon));
        List<Integer> members = new ArrayList<>();
        for (String member : line.substring(colon + 1).strip().split(" ")) {
          members.add(Integer.parseInt(member));
        }
        subarrays.put(id, members);
      }
      default -> {
        List<Double> list = lists.computeIfAbsent(w[0] + " " + w[1], k -> new ArrayList<>());
        for (int i = 2; i < w.length; i++) {
          list.add(Double.parseDouble(w[i]));
        }
      }
    }
  }

  private double[] list(String key, double unit) {
    return lists.get(key).stream().mapToDouble(v -> v * unit).toArray();
  }

  private Camera camera(String name, Optics mirror) {
    return made.computeIfAbsent(
        name,
        key -> {
          String[] w = cameras.get(name);
          String[] called =
              names.getOrDefault(name, new String[] {"names", name, mirror.name(), name});
          double focus =
              called.length > 4 ? Double.parseDouble(called[4]) : mirror.effectiveFocalLength();
          double[] x = list("x " + name, 1e-7);
          double[] y = list("y " + name, 1e-7);
          double[] area = new double[x.length];
          java.util.Arrays.fill(area, Double.parseDouble(w[5]));
          PixelShape shape = PixelShape.valueOf(w[2]);
          int channels = Integer.parseInt(w[6]);
          double[][] pulses = new double[channels][];
          for (int c = 0; c < channels; c++) {
            pulses[c] = list("pulse" + c + " " + name, 1);
          }
          return new Camera(
              new CameraGeometry(
                  called[3],
                  x,
                  y,
                  area,
                  shape,
                  Double.parseDouble(w[3]),
                  Double.parseDouble(w[4]),
                  PixelNeighbors.of(x, y, area, shape)),
              new CameraReadout(
                  called[3],
                  Double.parseDouble(w[8]),
                  channels,
                  x.length,
                  Integer.parseInt(w[7]),
                  pulses,
                  Double.parseDouble(w[9])),
              called[2].equals(mirror.name()) ? mirror : named(mirror, called[2]),
              focus);
        });
  }

  private static Optics named(Optics o, String name) {
    return new Optics(
        name,
        o.size(),
        o.reflectorShape(),
        o.mirrorArea(),
        o.mirrors(),
        o.mirrorTiles(),
        o.equivalentFocalLength(),
        o.effectiveFocalLength());
  }

  /** Whether a subarray is known by its number. */
  synchronized boolean hasSubarray(int id) {
    return subarrays.containsKey(id);
  }

  /** A subarray by its number. */
  synchronized Subarray subarray(int id) {
    List<Telescope> list =
        subarrays.get(id).stream().filter(telescopes::containsKey).map(telescopes::get).toList();
    return new Subarray(subarrayNames.get(id), list, location);
  }

  /** All telescopes. */
  synchronized Subarray all() {
    String name = subarrayNames.size() == 1 ? subarrayNames.values().iterator().next() : "CTAO-N";
    return new Subarray(name, List.copyOf(telescopes.values()), location);
  }
}
