package io.bluewake.config;

import java.util.Optional;

/** Says what is wrong with a quality criterion, so that it is found before a run begins. */
@FunctionalInterface
public interface CriterionCheck {
  /** Accepts everything. */
  CriterionCheck NONE = expression -> Optional.empty();

  /** What is wrong with an expression, in one line, if anything. */
  Optional<String> problem(String expression);
}
