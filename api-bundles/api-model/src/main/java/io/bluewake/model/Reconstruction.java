package io.bluewake.model;

/**
 * What one algorithm has reconstructed for the events of a batch.
 *
 * @param name name of the algorithm as in table names, for example {@code HillasReconstructor}
 * @param property what it reconstructs, as in table paths: {@code geometry}, {@code energy} or
 *     {@code particle_type}
 * @param stereo one row per event; columns already carry the algorithm's prefix
 * @param telescopeProperty what the telescope table holds, as in table paths, for example {@code
 *     impact}
 * @param telescope one row per telescope row, or a table without columns
 */
public record Reconstruction(
    String name, String property, Table stereo, String telescopeProperty, Table telescope) {}
