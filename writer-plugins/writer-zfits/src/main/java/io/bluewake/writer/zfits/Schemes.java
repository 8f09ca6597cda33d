package io.bluewake.writer.zfits;

import io.bluewake.codec.zfits.ZfitsScheme;
import java.util.HashMap;
import java.util.Map;

/**
 * How each column is compressed.
 *
 * @param all scheme of columns that are not named
 * @param byColumn schemes of those that are
 */
record Schemes(ZfitsScheme all, Map<String, ZfitsScheme> byColumn) {
  private static final String ACADA = "acada";

  static Schemes of(String all, String... columns) {
    Map<String, ZfitsScheme> named = new HashMap<>();
    if (all.equals(ACADA)) {
      named.put("waveform", scheme("fact"));
    }
    for (String part : columns) {
      int equal = part.indexOf('=');
      if (!part.isBlank() && equal <= 0) {
        throw new IllegalArgumentException("columnCompression: '" + part + "': give COLUMN=SCHEME");
      }
      if (equal > 0) {
        named.put(part.substring(0, equal).strip(), scheme(part.substring(equal + 1).strip()));
      }
    }
    return new Schemes(scheme(all.equals(ACADA) ? "diffman16" : all), Map.copyOf(named));
  }

  private static ZfitsScheme scheme(String name) {
    return ZfitsScheme.named(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "compression: no scheme '" + name + "' among " + ZfitsScheme.names()));
  }

  ZfitsScheme of(String column) {
    return byColumn.getOrDefault(column, all);
  }
}
