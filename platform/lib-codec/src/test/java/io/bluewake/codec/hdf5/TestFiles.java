package io.bluewake.codec.hdf5;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files with every type of column, whose values follow from the row number. */
final class TestFiles {
  static final Hdf5Type ROW =
      Hdf5Type.compound(
          List.of("obs_id", "event_id", "tel_id", "uint", "single", "double", "flag", "name", "t"),
          List.of(
              Hdf5Type.integer(4, true),
              Hdf5Type.integer(8, true),
              Hdf5Type.integer(2, true),
              Hdf5Type.integer(4, false),
              Hdf5Type.real(4),
              Hdf5Type.real(8),
              Hdf5Type.bool(),
              Hdf5Type.text(7, false),
              Hdf5Type.array(Hdf5Type.integer(4, false), List.of(2))));

  static final Hdf5Type IMAGE =
      Hdf5Type.compound(
          List.of("event_id", "image"),
          List.of(Hdf5Type.integer(8, true), Hdf5Type.array(Hdf5Type.real(4), List.of(1200))));

  private TestFiles() {}

  static void fill(TableOutput out, int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      int at = out.begin();
      byte[] b = out.bytes();
      RowCodec.putInt(b, at, 4);
      RowCodec.putLong(b, at + 4, i);
      RowCodec.putShort(b, at + 12, i % 11);
      RowCodec.putInt(b, at + 14, -1 - i);
      RowCodec.putFloat(b, at + 18, i * 0.5f);
      RowCodec.putDouble(b, at + 22, i * 0.25);
      b[at + 30] = (byte) (i % 3 == 0 ? 1 : 0);
      b[at + 31] = 'n';
      b[at + 32] = (byte) ('0' + i % 10);
      RowCodec.putInt(b, at + 38, i);
      RowCodec.putInt(b, at + 42, (int) (4_000_000_000L - i));
      out.end();
    }
  }

  static void fillImages(TableOutput out, int rows) throws IOException {
    float[] image = new float[1200];
    for (int i = 0; i < rows; i++) {
      for (int p = 0; p < image.length; p++) {
        image[p] = (i * 31 + p * 17) % 97 / 8f;
      }
      int at = out.begin();
      RowCodec.putLong(out.bytes(), at, i);
      RowCodec.putFloats(out.bytes(), at + 8, image, 0, image.length);
      out.end();
    }
  }

  /** A file with groups, attributes, an empty table, and tables that were written in turns. */
  static Path write(Path file, Compression compression, int rows) throws IOException {
    try (Hdf5Writer w = Hdf5Writer.create(file, compression)) {
      TableOutput big = w.table("/data/big", ROW);
      TableOutput other = w.table("/data/other", ROW);
      TableOutput images = w.table("/data/images/tel_001", IMAGE);
      int third = rows / 3;
      fill(big, 0, third);
      fill(other, 0, third / 2);
      fill(big, third, rows);
      fill(other, third / 2, third);
      fillImages(images, Math.min(rows, 120));
      w.table("/data/without_rows", ROW);
      big.attribute(Hdf5Attribute.real("pi", Math.PI));
      w.attribute("/", Hdf5Attribute.text("CTA NAME", "ä value"));
      w.attribute("/", Hdf5Attribute.text("empty", ""));
      w.attribute("/", Hdf5Attribute.integer("integer", -7));
      w.attribute("/data", Hdf5Attribute.ascii("ENUM", "cctapipe.containers\nEventType\np0\n."));
      for (int i = 0; i < 40; i++) {
        w.attribute("/many", Hdf5Attribute.integer("a" + i, i));
        w.group("/groups/g" + i);
      }
      w.finish();
    }
    return file;
  }

  static List<Compression> compressions() {
    List<Compression> all = new ArrayList<>();
    for (Compression.Codec codec : Compression.Codec.values()) {
      all.add(new Compression(codec, 5));
    }
    return all;
  }
}
