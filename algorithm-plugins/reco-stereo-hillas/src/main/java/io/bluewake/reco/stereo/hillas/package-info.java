/** Stereo reconstruction by intersecting the planes of telescopes and image axes. */
package io.bluewake.reco.stereo.hillas;
