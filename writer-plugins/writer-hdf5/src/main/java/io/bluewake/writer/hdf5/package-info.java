/** DL1 and DL2 products in the ctapipe data model, as HDF5 files. */
package io.bluewake.writer.hdf5;
