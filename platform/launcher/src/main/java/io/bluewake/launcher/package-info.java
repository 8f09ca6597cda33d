/**
 * The short-lived process of the command line: an embedded framework on the jars of the Karaf
 * distribution, one command, its exit code.
 */
package io.bluewake.launcher;
