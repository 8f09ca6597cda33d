package io.bluewake.config;

/**
 * One criterion of a quality selection.
 *
 * @param name name in cut-flow tables
 * @param expression condition on the image or its parameters
 * @param origin where it was written
 */
public record QualityCriterion(String name, String expression, Origin origin) {}
