package io.bluewake.config;

import java.util.Map;
import java.util.Optional;

/**
 * What one place of one file says about a plug-in in a section.
 *
 * @param pattern telescopes it is for; empty for all
 * @param path keys that lead here, for messages
 * @param plugin name of the plug-in, if this names one
 * @param options options it sets
 * @param origin where it was written
 */
record Layer(
    Optional<String> pattern,
    String path,
    Optional<Item.Scalar> plugin,
    Map<String, Item.Entry> options,
    Origin origin) {}
