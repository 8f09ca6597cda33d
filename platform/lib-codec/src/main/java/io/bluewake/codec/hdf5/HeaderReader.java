package io.bluewake.codec.hdf5;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Reads object headers of both versions into lists of messages. */
final class HeaderReader {
  /** More than any sane header; keeps damaged lengths from filling the memory. */
  private static final long MAX_HEADER = 64L << 20;

  private static final int MAX_CONTINUATIONS = 10_000;

  private final FileBytes file;

  HeaderReader(FileBytes file) {
    this.file = file;
  }

  /**
   * One message.
   *
   * @param type its number
   * @param shared whether the body only refers to another place
   * @param body its contents
   */
  record Message(int type, boolean shared, Cursor body) {}

  List<Message> read(long address, String object) throws IOException {
    Cursor start = file.upTo(address, 64, object);
    int first = start.u1();
    if (first == 1) {
      return readOld(address, start, object);
    }
    Cursor again = file.upTo(address, 64, object);
    again.expect("OHDR");
    return readNew(address, again, object);
  }

  private List<Message> readOld(long address, Cursor start, String object) throws IOException {
    start.skip(1 + 2 + 4);
    long size = start.u4();
    Deque<long[]> pieces = new ArrayDeque<>();
    pieces.add(new long[] {address + 16, size});
    List<Message> all = new ArrayList<>();
    long total = 0;
    int count = 0;
    while (!pieces.isEmpty()) {
      long[] piece = pieces.poll();
      total += piece[1];
      if (piece[1] < 0 || total > MAX_HEADER || ++count > MAX_CONTINUATIONS) {
        throw start.error("object header is too long");
      }
      Cursor c = file.cursor(piece[0], piece[1], object);
      while (c.remaining() >= 8) {
        int type = c.u2();
        int length = c.u2();
        int flags = c.u1();
        c.skip(3);
        take(type, flags, c.slice(length), all, pieces);
      }
    }
    return all;
  }

  private List<Message> readNew(long address, Cursor start, String object) throws IOException {
    start.version(start.u1(), 2, 2, "object header");
    int flags = start.u1();
    start.skip((flags & 0x20) != 0 ? 16 : 0).skip((flags & 0x10) != 0 ? 4 : 0);
    long size = start.number(1 << (flags & 3));
    int prefix = start.position();
    List<Message> all = new ArrayList<>();
    Deque<long[]> pieces = new ArrayDeque<>();
    if (size < 0 || size > MAX_HEADER) {
      throw start.error("object header of " + size + " bytes");
    }
    readPiece(address, prefix, prefix + size + 4, flags, object, all, pieces);
    long total = size;
    int count = 0;
    while (!pieces.isEmpty()) {
      long[] piece = pieces.poll();
      total += piece[1];
      if (piece[1] < 8 || total > MAX_HEADER || ++count > MAX_CONTINUATIONS) {
        throw start.error("object header is too long");
      }
      readPiece(piece[0], 4, piece[1], flags, object, all, pieces);
    }
    return all;
  }

  private void readPiece(
      long address,
      int prefix,
      long length,
      int flags,
      String object,
      List<Message> all,
      Deque<long[]> pieces)
      throws IOException {
    Cursor c = file.cursor(address, length, object);
    if (prefix == 4) {
      c.expect("OCHK");
    } else {
      c.skip(prefix);
    }
    int end = (int) length - 4;
    int stored = RowCodec.getInt(c.array(), end);
    if (Checksums.lookup3(c.array(), 0, end) != stored) {
      throw file.error(address, object, "checksum of the object header does not match");
    }
    int header = (flags & 4) != 0 ? 6 : 4;
    while (c.remaining() - 4 >= header) {
      int type = c.u1();
      int size = c.u2();
      int messageFlags = c.u1();
      c.skip(header - 4L);
      if (size > c.remaining() - 4) {
        throw c.error("message of " + size + " bytes does not fit");
      }
      take(type, messageFlags, c.slice(size), all, pieces);
    }
  }

  private static void take(
      int type, int flags, Cursor body, List<Message> all, Deque<long[]> pieces)
      throws Hdf5Exception {
    if (type == ObjectHeader.CONTINUATION) {
      pieces.add(new long[] {body.u8(), body.u8()});
    } else if (type != 0) {
      all.add(new Message(type, (flags & 2) != 0, body));
    }
  }
}
