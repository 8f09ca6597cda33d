/**
 * What plug-ins implement: one interface per stage. Stages take views and fill buffers, so a stage
 * is a function of configuration, camera and batch. Stages keep no state between calls other than
 * scratch space, start no threads, take no locks; the engine never calls one instance from two
 * threads at the same time unless the interface says otherwise.
 */
@Export
@Version("1.0.0")
package io.bluewake.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
