package io.bluewake.model;

/**
 * The optics of a telescope.
 *
 * @param name name of the structure, for example {@code LST}
 * @param size size class: {@code LST}, {@code MST}, {@code SST} or {@code UNKNOWN}
 * @param reflectorShape {@code PARABOLIC}, {@code DAVIES_COTTON}, {@code HYBRID}, {@code
 *     SCHWARZSCHILD_COUDER} or {@code UNKNOWN}
 * @param mirrorArea mirror area, m²
 * @param mirrors number of mirrors (2 for dual-mirror telescopes)
 * @param mirrorTiles number of mirror tiles
 * @param equivalentFocalLength focal length from the plate scale, m
 * @param effectiveFocalLength focal length corrected for coma, m; NaN if unknown
 */
public record Optics(
    String name,
    String size,
    String reflectorShape,
    double mirrorArea,
    int mirrors,
    int mirrorTiles,
    double equivalentFocalLength,
    double effectiveFocalLength) {}
