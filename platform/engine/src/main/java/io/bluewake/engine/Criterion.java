package io.bluewake.engine;

/**
 * One criterion of a quality selection.
 *
 * @param name name in cut-flow tables
 * @param expression condition, as the expression language of the engine reads it
 */
public record Criterion(String name, String expression) {}
