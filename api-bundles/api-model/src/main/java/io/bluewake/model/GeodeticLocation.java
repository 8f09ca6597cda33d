package io.bluewake.model;

/**
 * A place on Earth (WGS84).
 *
 * @param latitudeDeg geodetic latitude, deg
 * @param longitudeDeg longitude, east positive, deg
 * @param height height above the ellipsoid, m
 */
public record GeodeticLocation(double latitudeDeg, double longitudeDeg, double height) {}
