package io.bluewake.math.sky;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.StringTokenizer;

/** Tables beside the classes of this package; src/test/python/sky_tables.py makes them. */
final class Resources {
  private Resources() {}

  static InputStream bytes(String name) throws IOException {
    InputStream in = Resources.class.getResourceAsStream(name);
    if (in == null) {
      throw new IOException("resource " + name + " of io.bluewake.math.sky is missing");
    }
    return in;
  }

  static BufferedReader text(String name) throws IOException {
    return new BufferedReader(new InputStreamReader(bytes(name), StandardCharsets.US_ASCII));
  }

  /**
   * Sections of numbers by name. A section begins with a line of name, rows, columns; then follow
   * its rows.
   */
  static Map<String, double[]> sections(String name) throws IOException {
    Map<String, double[]> sections = new HashMap<>();
    try (BufferedReader in = text(name)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.startsWith("#")) {
          StringTokenizer head = new StringTokenizer(line);
          String key = head.nextToken();
          int rows = Integer.parseInt(head.nextToken());
          int columns = Integer.parseInt(head.nextToken());
          double[] numbers = new double[rows * columns];
          for (int i = 0; i < numbers.length; ) {
            StringTokenizer row = new StringTokenizer(in.readLine());
            for (int j = 0; j < columns; j++) {
              numbers[i++] = Double.parseDouble(row.nextToken());
            }
          }
          sections.put(key, numbers);
        }
      }
    }
    return sections;
  }
}
