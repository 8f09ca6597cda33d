package io.bluewake.runtime;

import io.bluewake.config.ResolvedPipeline;
import java.util.function.Consumer;

/**
 * Stages for calibration events and what collects the images they make.
 *
 * @param request what is asked for; its output is only checked
 * @param calibration collects
 * @param resolved receives the configuration before the first event
 */
public record CalibrationRun(
    PipelineRequest request, Calibration calibration, Consumer<ResolvedPipeline> resolved) {}
