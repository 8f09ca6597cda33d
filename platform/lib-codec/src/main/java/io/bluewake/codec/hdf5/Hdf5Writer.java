package io.bluewake.codec.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;

/**
 * Writes a new HDF5 file in one pass: chunks of all open tables as they fill, then at {@link
 * #finish()} the chunk indices, groups and attributes, and the superblock last, so that a file that
 * was not finished is not taken for one that was. Readable by the HDF5 library 1.8 and later, and
 * by PyTables, also for appending. Not thread safe.
 */
public final class Hdf5Writer implements AutoCloseable {
  private static final int SUPERBLOCK = 48;

  /** Largest element that blosc can shuffle. */
  static final int MAX_SHUFFLE = 255;

  /** Rows from this size on are compressed one by one. */
  private static final int WIDE_ROW = 4096;

  /**
   * Zstandard's own level for each effort. On shuffled images its level 5 is three times slower
   * than level 1 and 2 % smaller, so the middle is fast.
   */
  private static final int[] ZSTD_LEVEL = {1, -5, -3, -2, -1, 1, 3, 5, 9, 15};

  private final Path file;
  private final FileChannel channel;
  private final Compression compression;
  private final Blosc blosc;
  private final Deflater deflater;
  private final Group root = new Group("");
  private final Map<String, TableOutput> tables = new LinkedHashMap<>();
  private long position = SUPERBLOCK;
  private byte[] packed = new byte[0];
  private byte[] shuffled = new byte[0];

  private static final class Group {
    final String path;
    final Map<String, Object> children = new LinkedHashMap<>();
    final Map<String, Hdf5Attribute> attributes = new LinkedHashMap<>();

    Group(String path) {
      this.path = path;
    }
  }

  private Hdf5Writer(Path file, FileChannel channel, Compression compression) {
    this.file = file;
    this.channel = channel;
    this.compression = compression;
    boolean zstd = compression.codec() == Compression.Codec.BLOSC_ZSTD;
    blosc = zstd ? Blosc.encoder(ZSTD_LEVEL[compression.level()]) : Blosc.decoder();
    deflater = new Deflater(compression.level());
  }

  /** Starts a file, replacing one of this name. */
  public static Hdf5Writer create(Path file, Compression compression) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
    return new Hdf5Writer(file, channel, compression);
  }

  /** Creates a group and those above it, unless they are there. */
  public void group(String path) {
    find(path);
  }

  private Group find(String path) {
    Group at = root;
    for (String part : path.split("/", -1)) {
      if (part.isEmpty()) {
        continue;
      }
      String child = at.path + "/" + part;
      Object next = at.children.computeIfAbsent(part, k -> new Group(child));
      if (!(next instanceof Group group)) {
        throw new IllegalArgumentException(child + " is a table, not a group");
      }
      at = group;
    }
    return at;
  }

  /** Attaches an attribute to a group, which is created if needed. */
  public void attribute(String groupPath, Hdf5Attribute attribute) {
    find(groupPath).attributes.put(attribute.name(), attribute);
  }

  /** The table at a path, or null if it was not created yet. */
  public TableOutput existing(String path) {
    return tables.get(path);
  }

  /** All tables in order of creation. */
  public Map<String, TableOutput> tables() {
    return tables;
  }

  /**
   * Creates a table.
   *
   * @param path absolute path; its groups are created if needed
   * @param row compound type of a row
   */
  public TableOutput table(String path, Hdf5Type row) {
    int slash = path.lastIndexOf('/');
    Group parent = find(path.substring(0, slash));
    TableOutput made = new TableOutput(this, path, row);
    if (parent.children.putIfAbsent(path.substring(slash + 1), made) != null) {
      throw new IllegalArgumentException(path + " exists already");
    }
    tables.put(path, made);
    return made;
  }

  /** Filters and stores a chunk of rows of {@code rowSize} bytes. */
  void storeChunk(byte[] chunk, int length, int rowSize, ChunkIndex index) throws IOException {
    if (packed.length < length + 4) {
      packed = new byte[length + 4];
    }
    int stored = pack(chunk, length, rowSize);
    int mask = 0;
    if (stored < 0) {
      // Not compressible: skip all filters but the checksum, which comes last.
      mask = skippedFilters();
      System.arraycopy(chunk, 0, packed, 0, length);
      stored = length;
    }
    int sum = Checksums.fletcher32(packed, 0, stored);
    for (int i = 0; i < 4; i++) {
      packed[stored + i] = (byte) (sum >>> (8 * i));
    }
    index.add(position, stored + 4, mask);
    store(packed, stored + 4);
  }

  private int skippedFilters() {
    return switch (compression.codec()) {
      case NONE -> 0;
      case BLOSC_ZSTD -> 1;
      case ZLIB -> 3;
    };
  }

  /** Compresses into {@link #packed}; -1 if that does not make it shorter. */
  private int pack(byte[] chunk, int length, int rowSize) {
    return switch (compression.codec()) {
      case NONE -> -1;
      case BLOSC_ZSTD -> {
        // Blocks of one row each keep the arrays of wide rows in step with the shuffle.
        int block = rowSize >= WIDE_ROW ? rowSize : 0;
        yield blosc.encode(chunk, length, shuffleSize(rowSize), block, packed);
      }
      case ZLIB -> deflate(chunk, length, rowSize);
    };
  }

  /**
   * Element size for the shuffle. Rows of up to 255 bytes are elements; of wider ones a divisor
   * keeps columns in step, and rows with long arrays hold mostly 4 byte numbers.
   */
  static int shuffleSize(int rowSize) {
    if (rowSize <= MAX_SHUFFLE) {
      return rowSize;
    }
    if (rowSize >= WIDE_ROW) {
      return 4;
    }
    for (int size = MAX_SHUFFLE; size > 1; size--) {
      if (rowSize % size == 0) {
        return size;
      }
    }
    return 1;
  }

  private int deflate(byte[] chunk, int length, int rowSize) {
    if (shuffled.length < length) {
      shuffled = new byte[length];
    }
    Shuffle.bytes(chunk, 0, length, rowSize, shuffled, 0);
    deflater.reset();
    deflater.setInput(shuffled, 0, length);
    deflater.finish();
    int n = deflater.deflate(packed, 0, length);
    return deflater.finished() ? n : -1;
  }

  private void store(byte[] data, int length) throws IOException {
    ByteBuffer b = ByteBuffer.wrap(data, 0, length);
    while (b.hasRemaining()) {
      position += channel.write(b, position);
    }
  }

  /** Writes everything that is still open and makes the file complete. */
  public void finish() throws IOException {
    for (TableOutput t : tables.values()) {
      t.finish();
    }
    long rootAddress = writeGroup(root);
    ByteSink superblock = new ByteSink();
    superblock.raw(Hdf5File.SIGNATURE).u1(2).u1(8).u1(8).u1(0);
    superblock.u8(0).u8(ChunkIndex.UNDEFINED).u8(position).u8(rootAddress).checksum(0);
    ByteBuffer b = ByteBuffer.wrap(superblock.array(), 0, superblock.size());
    while (b.hasRemaining()) {
      channel.write(b, b.position());
    }
    channel.force(false);
  }

  private long writeGroup(Group group) throws IOException {
    List<ObjectHeader.Message> messages = new ArrayList<>();
    messages.add(
        new ObjectHeader.Message(
            ObjectHeader.LINK_INFO,
            new ByteSink().u1(0).u1(0).u8(ChunkIndex.UNDEFINED).u8(ChunkIndex.UNDEFINED)));
    messages.add(new ObjectHeader.Message(ObjectHeader.GROUP_INFO, new ByteSink().u1(0).u1(0)));
    for (Map.Entry<String, Object> child : group.children.entrySet()) {
      long at;
      if (child.getValue() instanceof Group g) {
        at = writeGroup(g);
      } else {
        ByteSink out = new ByteSink();
        at = ((TableOutput) child.getValue()).writeHeader(out, position, compression);
        store(out.array(), out.size());
      }
      byte[] name = child.getKey().getBytes(StandardCharsets.UTF_8);
      ByteSink link = new ByteSink().u1(1);
      if (name.length < 256) {
        link.u1(0).u1(name.length);
      } else {
        link.u1(1).u2(name.length);
      }
      messages.add(new ObjectHeader.Message(ObjectHeader.LINK, link.raw(name).u8(at)));
    }
    for (Hdf5Attribute a : withPytables(group)) {
      ByteSink body = new ByteSink();
      a.encode(body);
      messages.add(new ObjectHeader.Message(ObjectHeader.ATTRIBUTE, body));
    }
    ByteSink out = new ByteSink();
    ObjectHeader.encode(messages, out, group == root ? "/" : group.path);
    long at = position;
    store(out.array(), out.size());
    return at;
  }

  private List<Hdf5Attribute> withPytables(Group group) {
    Map<String, Hdf5Attribute> all = new LinkedHashMap<>();
    List<Hdf5Attribute> own = new ArrayList<>();
    own.add(Hdf5Attribute.text("CLASS", "GROUP"));
    own.add(Hdf5Attribute.text("VERSION", "1.0"));
    own.add(Hdf5Attribute.text("TITLE", ""));
    own.add(Hdf5Attribute.integer("FILTERS", compression.pytablesFilters()));
    if (group == root) {
      own.add(Hdf5Attribute.text("PYTABLES_FORMAT_VERSION", "2.1"));
    }
    own.forEach(a -> all.put(a.name(), a));
    all.putAll(group.attributes);
    return new ArrayList<>(all.values());
  }

  /** Bytes written so far. */
  public long size() {
    return position;
  }

  /** Where it is written to. */
  public Path file() {
    return file;
  }

  @Override
  public void close() throws IOException {
    blosc.close();
    deflater.end();
    channel.close();
  }
}
