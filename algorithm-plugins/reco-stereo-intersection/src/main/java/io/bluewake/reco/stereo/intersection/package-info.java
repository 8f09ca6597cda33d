/** Stereo reconstruction by crossing image axes in the nominal and tilted frames. */
package io.bluewake.reco.stereo.intersection;
