/**
 * Runs a pipeline: one reader, some workers, one writer per product, a fixed pool of batches, and
 * slots from which each worker leases its stages. Knows nothing of OSGi.
 */
@Export
@Version("1.0.0")
package io.bluewake.engine;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
