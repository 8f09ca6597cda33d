package io.bluewake.codec.hdf5;

import java.io.IOException;
import java.util.List;

/** Object headers: the list of messages that describe a group or table. */
final class ObjectHeader {
  static final int DATASPACE = 1;
  static final int LINK_INFO = 2;
  static final int DATATYPE = 3;
  static final int FILL_VALUE = 5;
  static final int LINK = 6;
  static final int LAYOUT = 8;
  static final int GROUP_INFO = 10;
  static final int FILTERS = 11;
  static final int ATTRIBUTE = 12;
  static final int CONTINUATION = 16;
  static final int SYMBOL_TABLE = 17;
  static final int ATTRIBUTE_INFO = 21;

  /** Longest message: its length is stored in 16 bits. */
  private static final int MAX_MESSAGE = 65_000;

  private ObjectHeader() {}

  /**
   * One message to be written.
   *
   * @param type its number
   * @param body its contents
   */
  record Message(int type, ByteSink body) {}

  /** Appends a version 2 header in one piece. */
  static void encode(List<Message> messages, ByteSink out, String object) throws IOException {
    long size = 0;
    for (Message m : messages) {
      if (m.body().size() > MAX_MESSAGE) {
        throw new IOException(
            object
                + ": an attribute or type of "
                + m.body().size()
                + " bytes is too long for HDF5");
      }
      size += 4 + m.body().size();
    }
    int start = out.size();
    out.ascii("OHDR").u1(2).u1(2).u4(size);
    for (Message m : messages) {
      boolean constant = m.type() == DATATYPE || m.type() == FILL_VALUE;
      out.u1(m.type()).u2(m.body().size()).u1(constant ? 1 : 0);
      out.raw(m.body().array(), 0, m.body().size());
    }
    out.checksum(start);
  }
}
