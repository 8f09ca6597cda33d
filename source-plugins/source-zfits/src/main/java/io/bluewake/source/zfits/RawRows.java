package io.bluewake.source.zfits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a batch keeps between reading and decoding: for each telescope row its place in a tile. */
final class RawRows {
  private final List<Piece> pieces = new ArrayList<>();
  private int piecesUsed;

  Piece[] piece = new Piece[16];
  int[] position = new int[16];
  int rows;

  /** Samples of the rows of each group, 0 while it has none. */
  final int[] groupSamples;

  RawRows(int groups) {
    groupSamples = new int[groups];
  }

  void clear() {
    rows = 0;
    piecesUsed = 0;
    Arrays.fill(groupSamples, 0);
  }

  /** Number of pieces. */
  int pieces() {
    return piecesUsed;
  }

  /** One of the pieces: rows of the same tile. */
  Piece piece(int i) {
    return pieces.get(i);
  }

  /** Adds a row. */
  void add(Tile tile, int row) {
    if (rows == piece.length) {
      piece = Arrays.copyOf(piece, 2 * rows);
      position = Arrays.copyOf(position, 2 * rows);
    }
    Piece of = null;
    for (int i = 0; i < piecesUsed && of == null; i++) {
      of = pieces.get(i).tile() == tile ? pieces.get(i) : null;
    }
    if (of == null) {
      if (piecesUsed == pieces.size()) {
        pieces.add(new Piece());
      }
      of = pieces.get(piecesUsed++);
      tile.begin(of);
    }
    piece[rows] = of;
    position[rows++] = of.add(row);
  }
}
