/**
 * Binary formats shared by plug-ins, copied into each bundle that uses them. Plain Java, no OSGi.
 */
package io.bluewake.codec;
