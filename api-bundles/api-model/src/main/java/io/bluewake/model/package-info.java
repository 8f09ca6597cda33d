/**
 * The event and instrument model: cameras and subarrays, batches of events as flat arrays, and
 * tables with self-describing columns. Everything that crosses a bundle boundary is defined here
 * and depends on the JDK only.
 */
@Export
@Version("1.0.0")
package io.bluewake.model;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
