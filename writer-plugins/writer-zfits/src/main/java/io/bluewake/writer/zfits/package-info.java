/** DL0 observations as directories of zfits files. */
package io.bluewake.writer.zfits;
