/**
 * Profiles in strict YAML, checked against the plug-ins there are, and resolved for the telescopes
 * of an array. Knows nothing of OSGi.
 */
@Export
@Version("1.0.0")
package io.bluewake.config;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
