/** Reads sim_telarray files, and describes those and CORSIKA IACT files: the EventIO format. */
package io.bluewake.source.eventio;
