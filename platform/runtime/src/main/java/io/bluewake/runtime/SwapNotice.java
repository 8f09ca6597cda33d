package io.bluewake.runtime;

import java.time.Instant;

/**
 * Something that happened to plug-ins or configurations.
 *
 * @param when when
 * @param refused whether something was not accepted
 * @param text one line for the user
 */
public record SwapNotice(Instant when, boolean refused, String text) {}
