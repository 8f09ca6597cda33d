/** Source plug-in for compressed FITS files of CTAO cameras. */
package io.bluewake.source.zfits;
