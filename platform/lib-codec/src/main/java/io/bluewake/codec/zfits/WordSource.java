package io.bluewake.codec.zfits;

import io.bluewake.codec.ByteReader;
import io.bluewake.codec.FormatException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.InflaterInputStream;

/** The 16 bit words of a block, given piece by piece so that no block is in memory as a whole. */
abstract class WordSource implements Closeable {
  /**
   * Gives the next words.
   *
   * @param least words that are wanted
   * @param most words that there is room for: more than wanted where that costs less
   * @return how many there were, fewer than {@code least} only at the end
   */
  abstract int read(short[] out, int from, int least, int most) throws IOException;

  @Override
  public void close() throws IOException {}

  /** Words that are decoded already. */
  static final class Whole extends WordSource {
    private final short[] words;
    private final int count;
    private int next;

    Whole(short[] words, int count) {
      this.words = words;
      this.count = count;
    }

    @Override
    int read(short[] out, int from, int least, int most) {
      int n = Math.min(least, count - next);
      System.arraycopy(words, next, out, from, n);
      next += n;
      return n;
    }
  }

  /** Words that are a stream of bytes. */
  static final class Bytes extends WordSource {
    private final InputStream in;
    private final byte[] piece = new byte[1 << 16];
    private final ByteBuffer view = ByteBuffer.wrap(piece).order(ByteOrder.LITTLE_ENDIAN);

    Bytes(InputStream in) {
      this.in = in;
    }

    @Override
    int read(short[] out, int from, int least, int most) throws IOException {
      int done = 0;
      while (done < least) {
        int n = in.readNBytes(piece, 0, (int) Math.min(piece.length, 2L * (least - done)));
        view.asShortBuffer().get(out, from + done, n / 2);
        done += n / 2;
        if (n < 2) {
          break;
        }
      }
      return done;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  /** Words in Huffman codes; reads the file as it goes. */
  static final class Huffman extends WordSource {
    private static final int PIECE = 1 << 18;

    private final ZfitsFile file;
    private final long end;
    private final Huffman16 huffman = new Huffman16();
    private final long symbols;
    private long given;

    /** Bytes of the file from {@link #start} on. */
    private byte[] piece = new byte[0];

    private long start;
    private int size;

    /** Next bit, counted from {@link #start}. */
    private long bit;

    Huffman(ZfitsFile file, long from, long to, long most) throws IOException {
      this.file = file;
      start = from;
      load(from, (int) Math.min(to - from, 20));
      ByteReader reader = new ByteReader().wrap(piece, 0, size, false);
      long bytes = reader.i32() & 0xFFFFFFFFL;
      symbols = reader.i64();
      final long entries = reader.i64();
      if (bytes > to - from - 4 || symbols < 0 || symbols > most) {
        throw new FormatException(
            from, "Huffman codes of " + bytes + " bytes for " + symbols + " symbols");
      }
      end = from + 4 + bytes;
      if (symbols > 0) {
        long table = from + 20;
        load(table, (int) Math.min(end - table, 12L * Math.min(Math.max(entries, 0), 1 << 16)));
        huffman.readTable(piece, 0, size, entries);
        load(table + huffman.position(), 0);
      }
    }

    /** Has bytes from a place of the file in memory, up to the end of the codes. */
    private void load(long at, int wanted) throws IOException {
      if (piece.length < wanted) {
        piece = new byte[wanted];
      }
      file.readFully(at, piece, 0, wanted);
      start = at;
      size = wanted;
      bit = 0;
    }

    @Override
    int read(short[] out, int from, int least, int most) throws IOException {
      int room = (int) Math.min(most, symbols - given);
      int count = Math.min(least, room);
      int done = 0;
      while (done < count) {
        if (huffman.single() < 0) {
          refill();
        }
        done += huffman.decodeSome(piece, bit, size, out, from + done, count - done, room - done);
        bit = huffman.nextBit();
        if (done < count && start + size >= end) {
          bit = huffman.decode(piece, bit, size, out, from + done, count - done);
          done = count;
        }
      }
      given += done;
      return done;
    }

    private void refill() throws IOException {
      int consumed = (int) (bit >>> 3);
      if (size - consumed >= PIECE / 2 || start + size >= end) {
        return;
      }
      long at = start + consumed;
      long rest = bit & 7;
      load(at, (int) Math.min(PIECE, end - at));
      bit = rest;
    }
  }

  /** Inflates zlib data. */
  static WordSource zlib(InputStream in) {
    return new Bytes(new InflaterInputStream(in, new java.util.zip.Inflater(), 1 << 14));
  }
}
