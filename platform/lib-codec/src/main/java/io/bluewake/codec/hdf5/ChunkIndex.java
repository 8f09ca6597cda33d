package io.bluewake.codec.hdf5;

import java.util.Arrays;

/** Where the chunks of a one-dimensional table are. */
final class ChunkIndex {
  private long[] address = new long[4];
  private int[] size = new int[4];
  private int[] filterMask = new int[4];
  private int count;

  /** Entries of a full node: twice the rank K that the library assumes. */
  private static final int NODE_ENTRIES = 64;

  private static final int KEY_BYTES = 24;
  private static final int NODE_HEADER = 24;
  static final long UNDEFINED = -1L;

  int count() {
    return count;
  }

  long address(int chunk) {
    return address[chunk];
  }

  int size(int chunk) {
    return size[chunk];
  }

  int filterMask(int chunk) {
    return filterMask[chunk];
  }

  void add(long at, int bytes, int mask) {
    if (count == address.length) {
      int n = count * 2;
      address = Arrays.copyOf(address, n);
      size = Arrays.copyOf(size, n);
      filterMask = Arrays.copyOf(filterMask, n);
    }
    address[count] = at;
    size[count] = bytes;
    filterMask[count++] = mask;
  }

  /**
   * Appends the version 1 B-tree of all chunks, built from the leaves up.
   *
   * @param out receives the nodes
   * @param base file address of the start of {@code out}
   * @param chunkRows rows of a chunk
   * @return address of the root
   */
  long writeTree(ByteSink out, long base, long chunkRows) {
    if (count == 0) {
      return UNDEFINED;
    }
    int width = count;
    long[] children = address;
    long span = 1;
    int level = 0;
    while (true) {
      int nodes = (width + NODE_ENTRIES - 1) / NODE_ENTRIES;
      long[] made = new long[nodes];
      long nodeBytes = NODE_HEADER + NODE_ENTRIES * 8L + (NODE_ENTRIES + 1L) * KEY_BYTES;
      long first = base + out.size();
      for (int n = 0; n < nodes; n++) {
        made[n] = first + n * nodeBytes;
        int from = n * NODE_ENTRIES;
        int entries = Math.min(NODE_ENTRIES, width - from);
        int start = out.size();
        out.ascii("TREE").u1(1).u1(level).u2(entries);
        out.u8(n == 0 ? UNDEFINED : made[n] - nodeBytes);
        out.u8(n == nodes - 1 ? UNDEFINED : made[n] + nodeBytes);
        for (int e = 0; e < entries; e++) {
          key(out, (from + e) * span, chunkRows);
          out.u8(children[from + e]);
        }
        key(out, Math.min((from + entries) * span, count), chunkRows);
        out.zeros((int) nodeBytes - (out.size() - start));
      }
      if (nodes == 1) {
        return made[0];
      }
      children = made;
      width = nodes;
      span *= NODE_ENTRIES;
      level++;
    }
  }

  private void key(ByteSink out, long chunk, long chunkRows) {
    boolean end = chunk >= count;
    out.u4(end ? 0 : size[(int) chunk]).u4(end ? 0 : filterMask[(int) chunk]);
    out.u8(chunk * chunkRows).u8(0);
  }
}
