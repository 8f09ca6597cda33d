package io.bluewake.codec.hdf5;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the objects of a fractal heap in the order of a version 2 B-tree. The HDF5 library moves
 * links and attributes there when a group or table gets many of them.
 */
final class HeapReader {
  private static final int MAX_OBJECTS = 1_000_000;
  private static final int ATTRIBUTE_RECORDS = 8;
  private static final int LINK_RECORDS = 5;
  private static final int MAX_DEPTH = 8;

  private final FileBytes file;

  HeapReader(FileBytes file) {
    this.file = file;
  }

  private record Heap(
      long address,
      int idLength,
      int width,
      long startBlock,
      long maxDirect,
      int heapBits,
      long rootAddress,
      int rootRows,
      boolean checksums) {

    int offsetBytes() {
      return (heapBits + 7) / 8;
    }

    long rowBlock(int row) {
      return row == 0 ? startBlock : startBlock << (row - 1);
    }
  }

  /** All objects; none if the heap is not there. */
  List<Cursor> objects(long heapAddress, long treeAddress) throws IOException {
    List<Cursor> all = new ArrayList<>();
    if (heapAddress == ChunkIndex.UNDEFINED || treeAddress == ChunkIndex.UNDEFINED) {
      return all;
    }
    Heap heap = heap(heapAddress);
    for (byte[] id : ids(treeAddress, heap)) {
      all.add(object(heap, id));
    }
    return all;
  }

  private Heap heap(long address) throws IOException {
    Cursor c = file.cursor(address, 146, "fractal heap");
    c.expect("FRHP");
    c.version(c.u1(), 0, 0, "fractal heap");
    int idLength = c.u2();
    int filters = c.u2();
    int flags = c.u1();
    c.skip(4 + 12 * 8);
    int width = c.u2();
    long start = c.u8();
    long maxDirect = c.u8();
    int bits = c.u2();
    c.u2();
    long root = c.u8();
    int rows = c.u2();
    boolean sane = start > 0 && start <= 1 << 20 && maxDirect >= start && maxDirect <= 1 << 26;
    if (filters != 0 || !sane || width == 0 || bits > 64 || rows > 40 || idLength > 64) {
      throw c.error("this kind of heap is not supported");
    }
    return new Heap(address, idLength, width, start, maxDirect, bits, root, rows, (flags & 2) != 0);
  }

  /** The heap ids in the records of a B-tree. */
  private List<byte[]> ids(long address, Heap heap) throws IOException {
    Cursor c = file.cursor(address, 38, "B-tree");
    c.expect("BTHD");
    c.version(c.u1(), 0, 0, "B-tree");
    int type = c.u1();
    long nodeSize = c.u4();
    int recordSize = c.u2();
    int depth = c.u2();
    c.skip(2);
    long root = c.u8();
    int records = c.u2();
    boolean known = type == ATTRIBUTE_RECORDS || type == LINK_RECORDS;
    if (!known || nodeSize < 64 || nodeSize > 1 << 20 || recordSize == 0 || depth > MAX_DEPTH) {
      throw c.error("B-tree of type " + type);
    }
    List<byte[]> out = new ArrayList<>();
    if (root != ChunkIndex.UNDEFINED && records > 0) {
      node(root, records, depth, new int[] {type, recordSize, (int) nodeSize}, heap, out);
    }
    return out;
  }

  private void node(long address, int records, int depth, int[] tree, Heap heap, List<byte[]> out)
      throws IOException {
    int recordSize = tree[1];
    Cursor c = file.cursor(address, tree[2], "B-tree node");
    c.expect(depth > 0 ? "BTIN" : "BTLF");
    c.skip(2);
    for (int r = 0; r < records; r++) {
      Cursor record = c.slice(recordSize);
      // Link records start with the hash of the name, attribute records with the heap id.
      record.skip(tree[0] == LINK_RECORDS ? 4 : 0);
      out.add(record.bytes(tree[0] == LINK_RECORDS ? heap.idLength() : 8));
      if (out.size() > MAX_OBJECTS) {
        throw c.error("too many records");
      }
    }
    if (depth > 0) {
      int leafMax = (tree[2] - 10) / recordSize;
      int countBytes = bytesFor(leafMax);
      int totalBytes = 0;
      long total = leafMax;
      for (int d = 1; d < depth; d++) {
        int pointer = 8 + countBytes + totalBytes;
        int max = (tree[2] - 10 - pointer) / (recordSize + pointer);
        total = (max + 1L) * total + max;
        totalBytes = bytesFor(total);
      }
      for (int r = 0; r <= records; r++) {
        long child = c.u8();
        int n = (int) c.number(countBytes);
        c.skip(depth > 1 ? totalBytes : 0);
        node(child, n, depth - 1, tree, heap, out);
      }
    }
  }

  private static int bytesFor(long max) {
    return (64 - Long.numberOfLeadingZeros(max) + 7) / 8;
  }

  private Cursor object(Heap heap, byte[] id) throws IOException {
    Cursor c = new Cursor(file, "fractal heap", heap.address(), id);
    int kind = c.u1() >>> 4 & 3;
    if (kind == 2) {
      int length = (id[0] & 15) + 1;
      return c.slice(length);
    }
    if (kind != 0) {
      throw c.error("huge objects are not supported");
    }
    long offset = c.number(heap.offsetBytes());
    long length = c.number(Math.min(8, c.remaining()));
    if (heap.rootRows() == 0) {
      return inBlock(heap.rootAddress(), offset, length);
    }
    return inIndirect(heap, heap.rootAddress(), heap.rootRows(), 0, offset, length, 0);
  }

  private Cursor inBlock(long block, long offset, long length) throws IOException {
    file.check(block, offset + length, "fractal heap block");
    return file.cursor(block + offset, length, "fractal heap block");
  }

  private Cursor inIndirect(
      Heap heap, long address, int rows, long blockStart, long offset, long length, int depth)
      throws IOException {
    int header = 5 + 8 + heap.offsetBytes();
    int directRows =
        (Long.numberOfTrailingZeros(heap.maxDirect())
                - Long.numberOfTrailingZeros(heap.startBlock()))
            + 2;
    long at = blockStart;
    for (int row = 0; row < rows; row++) {
      long size = heap.rowBlock(row);
      for (int col = 0; col < heap.width(); col++) {
        if (offset >= at && offset < at + size) {
          long entry = address + header + 8L * ((long) row * heap.width() + col);
          long child = file.cursor(entry, 8, "fractal heap").u8();
          if (row < directRows) {
            return inBlock(child, offset - at, length);
          }
          if (depth > MAX_DEPTH) {
            throw file.error(address, "fractal heap", "nested too deeply");
          }
          int childRows =
              Long.numberOfTrailingZeros(size)
                  - Long.numberOfTrailingZeros(heap.startBlock())
                  - Long.numberOfTrailingZeros(heap.width())
                  + 1;
          return inIndirect(heap, child, childRows, at, offset, length, depth + 1);
        }
        at += size;
      }
    }
    throw file.error(address, "fractal heap", "object at " + offset + " is outside");
  }
}
