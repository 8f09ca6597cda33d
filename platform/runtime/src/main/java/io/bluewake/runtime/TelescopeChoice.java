package io.bluewake.runtime;

import io.bluewake.config.ConfigException;
import io.bluewake.model.Subarray;
import io.bluewake.model.Telescope;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Telescopes as users name them: numbers, or patterns on size, optics and camera. */
final class TelescopeChoice {
  private TelescopeChoice() {}

  /** Whether numbers alone say which telescopes are meant, without knowing the array. */
  static boolean areNumbers(List<String> choice) {
    return choice.stream().allMatch(t -> t.matches("\\d{1,9}"));
  }

  /** The ids that are meant. */
  static Set<Integer> numbers(List<String> choice) {
    return choice.stream().map(Integer::valueOf).collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The ids of the telescopes that are meant.
   *
   * @throws ConfigException when a part of the choice fits no telescope
   */
  static Set<Integer> ids(List<String> choice, Subarray subarray) throws ConfigException {
    Set<Integer> ids = new TreeSet<>();
    for (String text : choice) {
      Set<Integer> these = new TreeSet<>();
      for (Telescope telescope : subarray.telescopes()) {
        if (matches(text, telescope)) {
          these.add(telescope.id());
        }
      }
      if (these.isEmpty()) {
        throw new ConfigException("--telescopes: no '" + text + "' among " + known(subarray));
      }
      ids.addAll(these);
    }
    return ids;
  }

  private static boolean matches(String text, Telescope telescope) {
    if (text.matches("\\d{1,9}")) {
      return telescope.id() == Integer.parseInt(text);
    }
    String regex =
        text.chars()
            .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
            .collect(Collectors.joining());
    return telescope.camera().description().matches(regex);
  }

  private static String known(Subarray subarray) {
    return subarray.telescopes().stream()
        .collect(
            Collectors.groupingBy(
                t -> t.camera().description(),
                java.util.TreeMap::new,
                Collectors.mapping(t -> Integer.toString(t.id()), Collectors.joining(","))))
        .toString();
  }
}
