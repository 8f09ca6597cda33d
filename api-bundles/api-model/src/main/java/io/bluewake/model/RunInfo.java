package io.bluewake.model;

import java.util.Optional;

/**
 * What a source knows about its observations before the first event.
 *
 * @param simulation whether the data are simulated
 * @param schedulingBlocks table of {@link DataModel#SCHEDULING_BLOCK}
 * @param observationBlocks table of {@link DataModel#OBSERVATION_BLOCK}
 * @param simulationRuns table of {@link DataModel#SIMULATION_RUN}, if simulated
 * @param atmosphere table of {@link DataModel#ATMOSPHERE}, if the file has one
 */
public record RunInfo(
    boolean simulation,
    Table schedulingBlocks,
    Table observationBlocks,
    Optional<Table> simulationRuns,
    Optional<Table> atmosphere) {}
