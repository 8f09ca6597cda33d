/**
 * The part of the platform that knows OSGi: finds plug-ins, turns resolved configurations into
 * factory configurations and services into the slots of the engine, exchanges plug-ins while data
 * flow.
 */
@Export
@Version("1.0.0")
package io.bluewake.runtime;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
