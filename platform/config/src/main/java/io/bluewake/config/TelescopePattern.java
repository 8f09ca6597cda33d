package io.bluewake.config;

import io.bluewake.model.Telescope;
import java.util.regex.Pattern;

/**
 * Which telescopes a part of a configuration is for: the number of one, or a pattern with {@code *}
 * and {@code ?} for the description {@code SIZE_OPTICS_CAMERA}, upper and lower case being
 * different.
 */
public final class TelescopePattern {
  private final int id;
  private final Pattern description;

  /** Reads a pattern. */
  public TelescopePattern(String text) {
    boolean number = text.matches("[0-9]{1,9}");
    id = number ? Integer.parseInt(text) : -1;
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    description = Pattern.compile(regex.toString());
  }

  /** Whether a telescope is meant. */
  public boolean matches(Telescope telescope) {
    return id >= 0
        ? telescope.id() == id
        : description.matcher(telescope.camera().description()).matches();
  }
}
