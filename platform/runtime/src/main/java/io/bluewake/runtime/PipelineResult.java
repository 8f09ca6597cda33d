package io.bluewake.runtime;

import io.bluewake.engine.RunReport;
import io.bluewake.engine.ServiceIdentity;
import java.nio.file.Path;
import java.util.List;

/**
 * A pipeline that ended well.
 *
 * @param inputs the files that were read
 * @param report what the engine says
 * @param source what read them, one entry per input
 * @param writer what wrote the product
 */
public record PipelineResult(
    List<Path> inputs, RunReport report, List<ServiceIdentity> source, ServiceIdentity writer) {}
