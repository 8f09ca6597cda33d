package io.bluewake.codec.zfits;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The cards of a header being written. A value that is set again keeps its place. */
final class FitsCards {
  private static final int CARD = 80;
  private static final int LONGEST_TEXT = 68;
  private static final String NO_CHECKSUM = "0000000000000000";

  private final Map<String, String> cards = new LinkedHashMap<>();

  private FitsCards put(String key, String value) {
    String card = String.format(Locale.ROOT, "%-8s= %s", key, value);
    if (key.length() > 8 || card.length() > CARD) {
      throw new IllegalArgumentException("keyword " + key + " with " + value);
    }
    cards.put(key, card);
    return this;
  }

  FitsCards text(String key, String value) {
    String quoted = value.replace("'", "''");
    return put(key, "'" + quoted.substring(0, Math.min(LONGEST_TEXT - 1, quoted.length())) + "'");
  }

  FitsCards number(String key, long value) {
    return put(key, String.format(Locale.ROOT, "%20d", value));
  }

  /** A value as it is to be written, for example {@code T} or {@code 32768.}. */
  FitsCards plain(String key, String value) {
    return put(key, String.format(Locale.ROOT, "%20s", value));
  }

  /** Bytes of the header. */
  int size() {
    return ((cards.size() + 1) * CARD + FitsHeader.BLOCK - 1) / FitsHeader.BLOCK * FitsHeader.BLOCK;
  }

  /**
   * The header with its checksums.
   *
   * @param dataSum sum of the data that follow it
   */
  byte[] bytes(long dataSum) {
    text("CHECKSUM", NO_CHECKSUM);
    text("DATASUM", Long.toString(dataSum));
    FitsChecksum sum = new FitsChecksum();
    byte[] header = bytes();
    sum.add(header, 0, header.length);
    sum.add(dataSum);
    text("CHECKSUM", FitsChecksum.encode(~sum.value()));
    return bytes();
  }

  private byte[] bytes() {
    byte[] out = new byte[size()];
    Arrays.fill(out, (byte) ' ');
    int at = 0;
    for (String card : cards.values()) {
      byte[] b = card.getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(b, 0, out, at, b.length);
      at += CARD;
    }
    byte[] end = "END".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(end, 0, out, at, end.length);
    return out;
  }
}
