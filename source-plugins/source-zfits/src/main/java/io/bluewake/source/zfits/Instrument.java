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
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The telescopes that the plug-in knows by itself: those of CTAO North with cameras that record.
 */
final class Instrument {
  private final Map<Integer, Telescope> telescopes = new TreeMap<>();
  private final Map<Integer, String> subarrayNames = new HashMap<>();
  private final Map<Integer, List<Integer>> subarrays = new HashMap<>();
  private final Map<String, Optics> optics = new HashMap<>();
  private final Map<String, String[]> cameras = new HashMap<>();
  private final Map<String, List<Double>> lists = new HashMap<>();
  private final Map<String, Camera> made = new HashMap<>();
  private GeodeticLocation location = new GeodeticLocation(0, 0, 0);

  /** Reads the data of the plug-in, once. */
  synchronized void load() throws IOException {
    if (!telescopes.isEmpty()) {
      return;
    }
    List<String[]> deferred = new ArrayList<>();
    try (InputStream in = Instrument.class.getResourceAsStream("ctao-north.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.strip().split("\\s+");
        if (words[0].equals("telescope")) {
          deferred.add(words);
        } else if (!line.startsWith("#")) {
          take(words, line);
        }
      }
    }
    for (String[] w : deferred) {
      Telescope t =
          new Telescope(
              Integer.parseInt(w[1]),
              w[2],
              Double.parseDouble(w[3]),
              Double.parseDouble(w[4]),
              Double.parseDouble(w[5]),
              camera(w[7], optics.get(w[6])));
      telescopes.put(t.id(), t);
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
                  name,
                  x,
                  y,
                  area,
                  shape,
                  Double.parseDouble(w[3]),
                  Double.parseDouble(w[4]),
                  PixelNeighbors.of(x, y, area, shape)),
              new CameraReadout(
                  name,
                  Double.parseDouble(w[8]),
                  channels,
                  x.length,
                  Integer.parseInt(w[7]),
                  pulses,
                  Double.parseDouble(w[9])),
              mirror,
              mirror.effectiveFocalLength());
        });
  }

  /** Whether a subarray is known by its number. */
  synchronized boolean hasSubarray(int id) {
    return subarrays.containsKey(id);
  }

  /** A subarray by its number. */
  synchronized Subarray subarray(int id) {
    List<Telescope> list = subarrays.get(id).stream().map(telescopes::get).toList();
    return new Subarray(subarrayNames.get(id), list, location);
  }

  /** All telescopes. */
  synchronized Subarray all() {
    return new Subarray("CTAO-N", List.copyOf(telescopes.values()), location);
  }
}
