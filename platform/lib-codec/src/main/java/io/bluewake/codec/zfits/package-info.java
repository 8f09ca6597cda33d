/**
 * Compressed FITS tables ("zfits") of CTAO cameras and of FACT: headers, catalogue, heap, the
 * processings of the blocks, checksums. Numbers in the heap are little endian.
 */
package io.bluewake.codec.zfits;
