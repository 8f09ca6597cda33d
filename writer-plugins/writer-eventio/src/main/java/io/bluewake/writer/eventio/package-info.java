/** Raw simulated events as sim_telarray files (EventIO). */
package io.bluewake.writer.eventio;
