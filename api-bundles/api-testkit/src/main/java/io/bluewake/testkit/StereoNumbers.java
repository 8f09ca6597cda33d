package io.bluewake.testkit;

import io.bluewake.model.GeodeticLocation;
import io.bluewake.model.Subarray;
import io.bluewake.model.Telescope;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Events with the results that another program has for them, read from text.
 *
 * <pre>
 * array HEIGHT
 * tel X Y Z FIELD_RADIUS
 * event AZ ALT
 * image TELESCOPE AZ ALT LON LAT PSI INTENSITY LENGTH WIDTH IMPACT CORE_PSI
 * result NAME=VALUE ...
 * </pre>
 *
 * @param in the events
 * @param results per event the geometry, by column name
 * @param impact per image the impact distance, m
 * @param corePsi per image the direction of the axis in the frame of the array, deg
 */
public record StereoNumbers(
    StereoScene in, List<Map<String, Double>> results, List<Double> impact, List<Double> corePsi) {

  /** Reads a text. */
  public static StereoNumbers read(InputStream text) throws IOException {
    double height = 0;
    List<Telescope> telescopes = new ArrayList<>();
    StereoScene in = null;
    StereoNumbers numbers =
        new StereoNumbers(null, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    String all = new String(text.readAllBytes(), StandardCharsets.UTF_8);
    for (String line : all.lines().toList()) {
      String[] word = line.split(" ");
      switch (word[0]) {
        case "array" -> height = number(word[1]);
        case "tel" -> telescopes.add(telescope(telescopes.size() + 1, word));
        case "event" -> {
          if (in == null) {
            GeodeticLocation reference = new GeodeticLocation(28.76, -17.89, height);
            in = new StereoScene(new Subarray("numbers", telescopes, reference));
          }
          in.event(number(word[1]), number(word[2]));
        }
        case "image" -> numbers.addImage(in, word);
        case "result" -> numbers.results.add(result(word));
        default -> throw new IllegalArgumentException(line);
      }
    }
    return new StereoNumbers(in, numbers.results, numbers.impact, numbers.corePsi);
  }

  private static Telescope telescope(int id, String[] word) {
    return new Telescope(
        id,
        "tel" + id,
        number(word[1]),
        number(word[2]),
        number(word[3]),
        StereoScene.camera(number(word[4])));
  }

  private void addImage(StereoScene to, String[] word) {
    StereoScene.Image image =
        new StereoScene.Image(
            Integer.parseInt(word[1]),
            number(word[2]),
            number(word[3]),
            number(word[4]),
            number(word[5]),
            number(word[6]),
            number(word[7]),
            number(word[8]),
            number(word[9]));
    to.image(image, true);
    impact.add(number(word[10]));
    corePsi.add(number(word[11]));
  }

  private static Map<String, Double> result(String[] word) {
    Map<String, Double> values = new HashMap<>();
    for (int i = 1; i < word.length; i++) {
      String[] pair = word[i].split("=");
      values.put(pair[0], number(pair[1]));
    }
    return values;
  }

  private static double number(String text) {
    return text.equals("nan") ? Double.NaN : Double.parseDouble(text);
  }
}
