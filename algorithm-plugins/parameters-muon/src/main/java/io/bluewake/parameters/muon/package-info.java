/** Rings that muons make in single-mirror telescopes, and what they say about the optics. */
package io.bluewake.parameters.muon;
