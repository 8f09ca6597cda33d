/**
 * The commands, the same for the command line and the Karaf shell: what they take, what they print,
 * how they end.
 */
@Export
@Version("1.0.0")
package io.bluewake.commands;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
