package io.bluewake.engine;

import java.util.ArrayList;
import java.util.List;

/** The criteria of a quality selection, read once. Immutable. */
final class Selection {
  private final String what;
  private final List<Criterion> criteria;
  private final List<Expression> expressions;

  private Selection(String what, List<Criterion> criteria, List<Expression> expressions) {
    this.what = what;
    this.criteria = List.copyOf(criteria);
    this.expressions = List.copyOf(expressions);
  }

  /**
   * Reads criteria.
   *
   * @param what which selection it is, for messages
   */
  static Selection of(String what, List<Criterion> criteria) throws PipelineException {
    List<Expression> expressions = new ArrayList<>();
    for (Criterion criterion : criteria) {
      try {
        expressions.add(Expression.parse(criterion.expression()));
      } catch (ExpressionException e) {
        throw new PipelineException(
            PipelineException.Kind.CONFIGURATION,
            what + ", criterion '" + criterion.name() + "': " + e.getMessage(),
            e);
      }
    }
    return new Selection(what, criteria, expressions);
  }

  List<Criterion> criteria() {
    return criteria;
  }

  Expression expression(int criterion) {
    return expressions.get(criterion);
  }

  int size() {
    return criteria.size();
  }

  /** An error about a name that one of the criteria uses. */
  PipelineException unknown(int criterion, Expression.Name name, String problem) {
    return new PipelineException(
        PipelineException.Kind.CONFIGURATION,
        what
            + ", criterion '"
            + criteria.get(criterion).name()
            + "': '"
            + expressions.get(criterion).text()
            + "', position "
            + name.position()
            + ": "
            + problem);
  }

  /**
   * Whether all criteria hold. Every criterion is evaluated, because each is counted.
   *
   * @param values values of each criterion's names
   * @param counts counts the outcome, or null
   */
  boolean passes(Expression.Values[] values, CutFlow counts) {
    boolean all = true;
    if (counts != null) {
      counts.begin();
    }
    for (int i = 0; i < values.length; i++) {
      boolean passed = expressions.get(i).holds(values[i]);
      all &= passed;
      if (counts != null) {
        counts.count(i, passed, all);
      }
    }
    return all;
  }
}
