package io.bluewake.writer.zfits;

import io.bluewake.codec.zfits.BlockEncoder;

/**
 * What all files of an observation share.
 *
 * @param schedulingBlock number of the scheduling block
 * @param observation number of the observation block
 * @param subarray number of the subarray
 * @param start begin, seconds since 1970 UTC
 * @param scale stored units per photo-electron
 * @param offset added before storing, p.e.
 * @param rowsPerTile rows that are compressed together, 0 for as many as are 1 MB
 * @param schemes how columns are compressed
 * @param encoder compresses; one thread writes all files
 */
record Observing(
    long schedulingBlock,
    long observation,
    int subarray,
    long start,
    float scale,
    float offset,
    int rowsPerTile,
    Schemes schemes,
    BlockEncoder encoder) {}
