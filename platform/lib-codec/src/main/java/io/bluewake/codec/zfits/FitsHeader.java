package io.bluewake.codec.zfits;

import io.bluewake.codec.FormatException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * The keywords of one header of a FITS file. Values are kept as text: strings without quotes,
 * everything else as written. Comments, history and continuations are left out.
 */
public final class FitsHeader {
  /** Bytes of a FITS block. */
  public static final int BLOCK = 2880;

  private static final int CARD = 80;

  private static final Pattern NOT_PRINTABLE = Pattern.compile("[^ -~]");

  /** Most blocks of a header: 36 000 keywords. */
  private static final int MOST_BLOCKS = 1000;

  private final Map<String, String> values = new LinkedHashMap<>();

  private FitsHeader() {}

  /** Gives blocks of a file. */
  interface Blocks {
    /**
     * Reads 2880 bytes, or fails when there are not as many.
     *
     * @param number block counted from the start of the header
     */
    byte[] block(int number) throws java.io.IOException;
  }

  /** Blocks that a header took, with it. */
  record Parsed(FitsHeader header, int blocks) {}

  static Parsed read(Blocks in) throws java.io.IOException {
    FitsHeader header = new FitsHeader();
    for (int b = 0; b < MOST_BLOCKS; b++) {
      byte[] block = in.block(b);
      for (int at = 0; at < BLOCK; at += CARD) {
        String card = card(block, at);
        if (card.substring(0, 8).strip().equals("END")) {
          return new Parsed(header, b + 1);
        }
        if (!header.take(card) && b == 0 && at == 0) {
          throw new FormatException(0, "not a FITS header");
        }
      }
    }
    throw new FormatException(0, "a header without END");
  }

  /** The keywords of a header that has no end. */
  static FitsHeader ofCards(byte[] cards) {
    FitsHeader header = new FitsHeader();
    for (int at = 0; at + CARD <= cards.length; at += CARD) {
      header.take(card(cards, at));
    }
    return header;
  }

  private static String card(byte[] block, int at) {
    String card = new String(block, at, CARD, StandardCharsets.ISO_8859_1);
    return NOT_PRINTABLE.matcher(card).replaceAll("?");
  }

  private boolean take(String card) {
    boolean keyword = card.startsWith("= ", 8);
    if (keyword) {
      values.put(card.substring(0, 8).strip(), value(card.substring(10)));
    }
    return keyword;
  }

  private static String value(String field) {
    String text = field.stripLeading();
    if (!text.startsWith("'")) {
      int comment = text.indexOf('/');
      return (comment < 0 ? text : text.substring(0, comment)).strip();
    }
    StringBuilder out = new StringBuilder();
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'') {
        if (i + 1 >= text.length() || text.charAt(i + 1) != '\'') {
          break;
        }
        i++;
      }
      out.append(c);
    }
    return out.toString().stripTrailing();
  }

  /** All keywords in the order of the header. */
  public Map<String, String> values() {
    return Collections.unmodifiableMap(values);
  }

  /** A value as text, or an empty text without this keyword. */
  public String text(String key) {
    return values.getOrDefault(key, "");
  }

  /** Whether a logical value is true. */
  public boolean isTrue(String key) {
    return text(key).equals("T");
  }

  /** A value as number, if it is one. */
  public OptionalDouble number(String key) {
    try {
      String text = text(key);
      return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return OptionalDouble.empty(); // a text, not a number
    }
  }

  /**
   * A count.
   *
   * @throws FormatException when the keyword is missing or no number from 0 to {@code most}
   */
  public long count(String key, long most) throws FormatException {
    try {
      long value = Long.parseLong(text(key));
      if (value >= 0 && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new FormatException(-1, "keyword " + key + " is '" + text(key) + "'");
    }
    throw new FormatException(-1, "keyword " + key + " is " + text(key));
  }
}
