/**
 * What plug-in authors test with: contract tests for each kind of plug-in, asserting wrappers, toy
 * cameras, images, waveforms and stereo events, configurations without OSGi, and seeded randomness.
 * Test scope only.
 */
package io.bluewake.testkit;
