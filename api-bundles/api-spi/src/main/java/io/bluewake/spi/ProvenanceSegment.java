package io.bluewake.spi;

/**
 * Which service computed one stage for a range of batches. A swap closes a segment and opens the
 * next.
 *
 * @param slot stage and group, for example {@code clean/LST_LST_LSTCam}
 * @param plugin name of the plug-in
 * @param bundle symbolic name of its bundle
 * @param version version of its bundle
 * @param hash content hash of its bundle
 * @param configuration hash of its configuration
 * @param firstEvent first event row of the product, from 0
 * @param lastEvent last event row, inclusive
 */
public record ProvenanceSegment(
    String slot,
    String plugin,
    String bundle,
    String version,
    String hash,
    String configuration,
    long firstEvent,
    long lastEvent) {}
