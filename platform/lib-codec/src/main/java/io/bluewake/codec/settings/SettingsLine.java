package io.bluewake.codec.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A line {@code key: value} of a file of settings. The first line is that of its format, for
 * example {@code bluewake-toy: 1}; {@code #} starts a comment, empty lines do not count.
 *
 * @param place file and number of the line, for messages
 * @param key what is before the colon
 * @param value what is after it, empty if there is none
 */
public record SettingsLine(String place, String key, String value) {
  private static final int LONGEST_FILE = 1 << 16;

  /** Whether the beginning of a file is that of a format. */
  public static boolean isFormat(byte[] head, String format) {
    String text = new String(head, StandardCharsets.UTF_8);
    for (String line : text.split("\n", -1)) {
      String content = withoutComment(line);
      if (!content.isEmpty()) {
        return content.startsWith(format + ":");
      }
    }
    return false;
  }

  /** Reads a file of UTF-8 text of at most 64 kB. */
  public static String text(Path file) throws SettingsException {
    byte[] bytes;
    try (var in = Files.newInputStream(file)) {
      bytes = in.readNBytes(LONGEST_FILE + 1);
    } catch (NoSuchFileException e) {
      throw new SettingsException(file + ": no such file", e);
    } catch (IOException e) {
      throw new SettingsException(file + ": cannot be read: " + e.getMessage(), e);
    }
    if (bytes.length > LONGEST_FILE) {
      throw new SettingsException(file + ": longer than " + LONGEST_FILE + " bytes, no settings");
    }
    try {
      var decoder = StandardCharsets.UTF_8.newDecoder();
      return decoder.decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new SettingsException(file + ": no text in UTF-8", e);
    }
  }

  /**
   * The lines after the first.
   *
   * @param name name of the file
   * @param text its content
   * @param format key of the first line, whose value is 1
   */
  public static List<SettingsLine> parse(String name, String text, String format)
      throws SettingsException {
    List<SettingsLine> lines = new ArrayList<>();
    String first = "begins with '" + format + ": 1'";
    boolean begun = false;
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      String content = withoutComment(line);
      if (content.isEmpty()) {
        continue;
      }
      int colon = content.indexOf(':');
      String key = colon < 0 ? content : content.substring(0, colon).strip();
      String value = colon < 0 ? "" : content.substring(colon + 1).strip();
      SettingsLine read = new SettingsLine(name + ": line " + number, key, value);
      if (begun) {
        lines.add(read);
      } else if (!key.equals(format) || !value.equals("1")) {
        throw new SettingsException(read.place() + ": such a file " + first);
      }
      begun = true;
    }
    if (!begun) {
      throw new SettingsException(name + ": empty, such a file " + first);
    }
    return lines;
  }

  private static String withoutComment(String line) {
    int comment = line.indexOf('#');
    return (comment < 0 ? line : line.substring(0, comment)).strip();
  }

  /** The value without control characters, for messages. */
  public String printable() {
    return value.replaceAll("\\p{Cntrl}", "?");
  }

  /**
   * The error of a key that does not exist.
   *
   * @param known those that do
   */
  public SettingsException unknown(List<String> known) {
    return new SettingsException(
        place + ": no key '" + key.replaceAll("\\p{Cntrl}", "?") + "' among " + known);
  }
}
