package io.bluewake.source.zfits;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.zip.Deflater;

/** Writes small zfits files, for tests. */
final class ZfitsWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** A column: values of each row as little endian bytes. */
  record Column(String name, char type, long most, String zero, List<byte[]> rows, int... chain) {
    boolean scalar() {
      return most == 1 && type != 'A';
    }
  }

  ZfitsWriter() {
    header(
        List.of(
            "SIMPLE  =                    T",
            "BITPIX  =                    8",
            "NAXIS   =                    0"));
  }

  private void header(List<String> cards) {
    StringBuilder text = new StringBuilder();
    for (String card : cards) {
      int equals = card.indexOf('=');
      String key = card.substring(0, equals).strip();
      text.append(
          String.format("%-80s", String.format("%-8s=%s", key, card.substring(equals + 1))));
    }
    text.append(String.format("%-80s", "END"));
    while (text.length() % 2880 != 0) {
      text.append(' ');
    }
    out.writeBytes(text.toString().getBytes(StandardCharsets.US_ASCII));
  }

  static Column scalar(String name, char type, String zero, long... values) {
    List<byte[]> rows = new ArrayList<>();
    for (long v : values) {
      byte[] all = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(v).array();
      rows.add(java.util.Arrays.copyOf(all, type == 'K' ? 8 : type == 'L' ? 1 : 4));
    }
    return new Column(name, type, 1, zero, rows, 0);
  }

  static Column real(String name, float value) {
    byte[] b = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array();
    return new Column(name, 'E', 1, "", List.of(b), 0);
  }

  static byte[] words(int... values) {
    ByteBuffer b = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int v : values) {
      b.putShort((short) v);
    }
    return b.array();
  }

  /** Adds a table. */
  ZfitsWriter table(String name, String message, int rowsPerTile, List<Column> columns) {
    int rows = columns.get(0).rows.size();
    int tiles = (rows + rowsPerTile - 1) / rowsPerTile;
    ByteBuffer catalogue = ByteBuffer.allocate(16 * columns.size() * tiles);
    ByteArrayOutputStream heap = new ByteArrayOutputStream();
    for (int t = 0; t < tiles; t++) {
      int from = t * rowsPerTile;
      int to = Math.min(rows, from + rowsPerTile);
      heap.writeBytes("TILE".getBytes(StandardCharsets.US_ASCII));
      heap.writeBytes(number(to - from, 4));
      List<byte[]> blocks = new ArrayList<>();
      long size = 0;
      for (Column c : columns) {
        byte[] block = block(c, from, to);
        blocks.add(block);
        size += block.length;
      }
      heap.writeBytes(number(size, 8));
      for (byte[] block : blocks) {
        catalogue.putLong(block.length).putLong(heap.size());
        heap.writeBytes(block);
      }
    }
    List<String> cards = new ArrayList<>();
    cards.add("XTENSION= 'BINTABLE'");
    cards.add("BITPIX  =                    8");
    cards.add("NAXIS   =                    2");
    cards.add("NAXIS1  = " + 16 * columns.size());
    cards.add("NAXIS2  = " + tiles);
    cards.add("PCOUNT  = " + heap.size());
    cards.add("GCOUNT  = 1");
    cards.add("TFIELDS = " + columns.size());
    cards.add("EXTNAME = '" + name + "'");
    cards.add("ZTABLE  =                    T");
    cards.add("ZNAXIS2 = " + rows);
    cards.add("ZTILELEN= " + rowsPerTile);
    cards.add("ZHEAPPTR= " + catalogue.capacity());
    cards.add("ZSHRINK = 1");
    cards.add("PBFHEAD = '" + message + "'");
    for (int i = 0; i < columns.size(); i++) {
      Column c = columns.get(i);
      cards.add("TTYPE" + (i + 1) + " = '" + c.name + "'");
      cards.add("TFORM" + (i + 1) + " = '1QB'");
      cards.add("ZFORM" + (i + 1) + " = '" + c.most + c.type + "'");
      cards.add("ZCTYP" + (i + 1) + " = 'CTA'");
      if (!c.zero.isEmpty()) {
        cards.add("TZERO" + (i + 1) + " = " + c.zero);
      }
    }
    header(cards);
    out.writeBytes(catalogue.array());
    out.writeBytes(heap.toByteArray());
    while (out.size() % 2880 != 0) {
      out.write(0);
    }
    return this;
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  private static byte[] number(long value, int bytes) {
    byte[] all = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    return java.util.Arrays.copyOf(all, bytes);
  }

  private static byte[] block(Column c, int from, int to) {
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    for (int r = from; r < to; r++) {
      if (!c.scalar()) {
        raw.writeBytes(number(c.rows.get(r).length, 4));
      }
      raw.writeBytes(c.rows.get(r));
    }
    while (raw.size() % 4 != 0) {
      raw.write(0xA5);
    }
    byte[] data = raw.toByteArray();
    for (int processing : c.chain) {
      data = apply(processing, data);
    }
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.writeBytes(number(10 + 2 * c.chain.length + data.length, 8));
    block.write('C');
    block.write(c.chain.length);
    for (int processing : c.chain) {
      block.writeBytes(number(processing, 2));
    }
    block.writeBytes(data);
    return block.toByteArray();
  }

  private static byte[] apply(int processing, byte[] data) {
    short[] w = new short[data.length / 2];
    ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(w);
    switch (processing) {
      case 0 -> {
        return data;
      }
      case 1 -> {
        for (int i = w.length - 1; i >= 2; i--) {
          w[i] -= (short) ((w[i - 1] + w[i - 2]) / 2);
        }
      }
      case 2 -> {
        return huffman(w);
      }
      case 3 -> {
        for (int i = w.length - 1; i >= 1; i--) {
          w[i] -= w[i - 1];
        }
      }
      case 7 -> {
        Deflater deflater = new Deflater();
        deflater.setInput(data);
        deflater.finish();
        byte[] target = new byte[data.length + 100];
        int n = deflater.deflate(target);
        deflater.end();
        return java.util.Arrays.copyOf(target, n);
      }
      case 0x17 -> {
        return Zstd.compress(data, 3);
      }
      default -> throw new IllegalArgumentException("processing " + processing);
    }
    ByteBuffer b = ByteBuffer.allocate(data.length).order(ByteOrder.LITTLE_ENDIAN);
    b.asShortBuffer().put(w);
    return b.array();
  }

  private record Node(long weight, int symbol, Node zero, Node one) {}

  private static void codes(Node node, String code, Map<Integer, String> into) {
    if (node.zero == null) {
      into.put(node.symbol, code);
    } else {
      codes(node.zero, code + "0", into);
      codes(node.one, code + "1", into);
    }
  }

  private static byte[] huffman(short[] words) {
    Map<Integer, Long> counts = new HashMap<>();
    for (short w : words) {
      counts.merge(w & 0xFFFF, 1L, Long::sum);
    }
    PriorityQueue<Node> queue =
        new PriorityQueue<>(
            (a, b) ->
                a.weight != b.weight
                    ? Long.compare(a.weight, b.weight)
                    : Integer.compare(a.symbol, b.symbol));
    counts.forEach((s, n) -> queue.add(new Node(n, s, null, null)));
    while (queue.size() > 1) {
      Node a = queue.remove();
      Node b = queue.remove();
      queue.add(new Node(a.weight + b.weight, Math.min(a.symbol, b.symbol), a, b));
    }
    Map<Integer, String> codes = new TreeMap<>();
    codes(queue.remove(), "", codes);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(number(words.length, 8));
    out.writeBytes(number(codes.size(), 8));
    if (codes.size() == 1) {
      out.writeBytes(number(codes.keySet().iterator().next(), 2));
    } else {
      codes.forEach(
          (symbol, code) -> {
            out.writeBytes(number(symbol, 2));
            out.write(code.length());
            out.writeBytes(bits(code));
          });
      StringBuilder stream = new StringBuilder();
      for (short w : words) {
        stream.append(codes.get(w & 0xFFFF));
      }
      out.writeBytes(bits(stream));
    }
    byte[] codesAndTable = out.toByteArray();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(number(codesAndTable.length, 4));
    all.writeBytes(codesAndTable);
    return all.toByteArray();
  }

  private static byte[] bits(CharSequence code) {
    byte[] out = new byte[(code.length() + 7) / 8];
    for (int i = 0; i < code.length(); i++) {
      if (code.charAt(i) == '1') {
        out[i / 8] |= (byte) (1 << i % 8);
      }
    }
    return out;
  }
}
