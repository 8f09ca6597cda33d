package io.bluewake.source.eventio;

import io.bluewake.codec.ByteReader;
import io.bluewake.codec.FormatException;
import io.bluewake.spi.InputException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Steps over the objects at the top level of a file and knows which one it is at, so that whatever
 * goes wrong can be told with file, byte and object.
 */
final class ObjectCursor implements Closeable {
  /** Header of the present object; its type is negative between objects. */
  final ObjectHeader object = new ObjectHeader();

  /** Reads the content of the present object once it was loaded. */
  final ByteReader in = new ByteReader();

  final ObjectStream stream;
  private final Place place;
  private final Notices notices;
  private final RawBytes content = new RawBytes();

  /** Where the content that {@link #in} reads starts in the file, -1 when it reads none. */
  private long contentOffset = -1;

  /** Whether the present object is to be delivered again by {@link #next}. */
  private boolean putBack;

  ObjectCursor(Place place, InputStream bytes, Notices notices) {
    this.place = place;
    this.notices = notices;
    stream = new ObjectStream(bytes);
  }

  /**
   * Goes to the next object, whose content must be taken or left out before the one after it.
   *
   * @return false at the end of the file
   */
  boolean next() throws IOException {
    contentOffset = -1;
    if (putBack) {
      putBack = false;
      return true;
    }
    return stream.next(object);
  }

  /** Lets {@link #next} return the present object once more. */
  void putBack() {
    putBack = true;
  }

  /** Brings the content of the present object into memory. */
  void load() throws IOException {
    content.size = 0;
    contentOffset = -1;
    stream.copy(object.length, content);
    contentOffset = stream.offset() - content.size;
    in.wrap(content.data, 0, content.size, object.bigEndian);
  }

  /** A copy of the loaded content. */
  byte[] loaded() {
    return Arrays.copyOf(content.data, content.size);
  }

  /** Leaves the present object out, and counts it if nobody knows its type. */
  void leaveOut() throws IOException {
    if (!ObjectTypes.isKnown(object.type)) {
      notices.unknown(object.type);
    }
    stream.skip(object.length);
  }

  /** Says where in the file something went wrong. */
  InputException error(IOException e, String problem) {
    long position = e instanceof FormatException f ? f.position() : -1;
    long offset =
        position < 0 ? stream.offset() : contentOffset >= 0 ? contentOffset + position : position;
    String what = object.type < 0 ? "between objects" : object.name();
    return place.error(offset, what, problem, e);
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
