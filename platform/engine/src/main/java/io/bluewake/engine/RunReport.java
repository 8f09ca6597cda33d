package io.bluewake.engine;

import io.bluewake.model.Table;
import io.bluewake.spi.ProvenanceSegment;
import java.util.List;
import java.util.Map;

/**
 * A run that ended well.
 *
 * @param status the last status
 * @param cutFlows cut-flow tables by path
 * @param provenance which software computed which events, in order of slots, then events
 * @param notices what the source and the engine noticed: counts by plain text
 */
public record RunReport(
    PipelineStatus status,
    Map<String, Table> cutFlows,
    List<ProvenanceSegment> provenance,
    Map<String, Long> notices) {}
