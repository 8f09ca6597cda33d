package io.bluewake.engine;

/**
 * Other stages that make images of the same events.
 *
 * @param plan the stages, for the same groups of telescopes as those of the run
 * @param gatherer takes the images
 */
public record Branch(PipelinePlan plan, Gatherer gatherer) {}
