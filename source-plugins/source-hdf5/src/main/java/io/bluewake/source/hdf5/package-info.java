/** Reads events back from HDF5 files of the ctapipe data model. */
package io.bluewake.source.hdf5;
