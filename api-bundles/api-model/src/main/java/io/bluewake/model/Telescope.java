package io.bluewake.model;

/**
 * A telescope of the array.
 *
 * @param id telescope number, as in file and table names
 * @param name name, by default that of its optics
 * @param x position in the ground frame towards north, m
 * @param y position towards west, m
 * @param z position upwards, m
 * @param camera what it looks with
 */
public record Telescope(int id, String name, double x, double y, double z, Camera camera) {}
