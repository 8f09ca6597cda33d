package io.bluewake.commands;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Rows that wait in a file. */
class RowStoreTest {
  @Test
  void rowsComeBackWholeAndInParts() throws IOException {
    try (RowStore store = new RowStore()) {
      long a = store.put(new float[] {1, 2, 3});
      long b = store.put(new float[] {4, Float.NaN});
      float[] whole = new float[3];
      float[] part = new float[1];

      store.read(a, 0, whole);
      store.read(b, 1, part);

      assertArrayEquals(new float[] {1, 2, 3}, whole);
      assertArrayEquals(new float[] {Float.NaN}, part);
    }
  }

  @Test
  void spaceIsUsedAgainByRowsOfTheSameLength() throws IOException {
    try (RowStore store = new RowStore()) {
      long a = store.put(new float[] {1, 2, 3});
      long b = store.put(new float[] {4, 5, 6});
      store.free(a, 3);
      float[] row = new float[3];

      assertNotEquals(a, store.put(new float[] {7}));
      assertEquals(a, store.put(new float[] {8, 9, 10}));
      store.read(b, 0, row);
      assertArrayEquals(new float[] {4, 5, 6}, row);
      store.read(a, 0, row);
      assertArrayEquals(new float[] {8, 9, 10}, row);
    }
  }
}
