/** Simple made-up showers with consistent stereo geometry, for demonstrations and tests. */
package io.bluewake.source.toy;
