package io.bluewake.config;

import java.util.List;

/**
 * A reconstruction with the criteria on the telescope events that enter it.
 *
 * @param plugin what reconstructs
 * @param quality criteria, in order
 */
public record ResolvedReconstruction(ResolvedPlugin plugin, List<QualityCriterion> quality) {}
