/**
 * HDF5 in plain Java, as far as tables of events need it: files of groups, attributes and
 * one-dimensional chunked tables of compound rows, written in one pass with bounded memory and read
 * row range by row range. Why not a general library: {@code docs/hdf5.md}.
 */
package io.bluewake.codec.hdf5;
