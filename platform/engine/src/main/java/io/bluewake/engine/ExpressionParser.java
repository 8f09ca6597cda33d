package io.bluewake.engine;

import static io.bluewake.engine.ExpressionFunctions.truth;

import io.bluewake.engine.Expression.Name;
import io.bluewake.engine.Expression.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Reads expressions by recursive descent, with the precedences of Python. */
final class ExpressionParser {
  private static final int DEEPEST = 100;

  /** Containers of ctapipe whose columns have another prefix than their name. */
  private static final Map<String, String> PREFIXES =
      Map.of("intensity_statistics", "intensity", "peak_time_statistics", "peak_time");

  private static final Set<String> ROOTS = Set.of("parameters", "dl1_params");
  private static final Set<String> ARRAYS = Set.of("image");

  private final String text;
  private final ExpressionLexer lexer;
  private final List<Name> names = new ArrayList<>();
  private int depth;

  ExpressionParser(String text) throws ExpressionException {
    this.text = text;
    this.lexer = new ExpressionLexer(text);
  }

  Expression parse() throws ExpressionException {
    Node root = or();
    if (!lexer.atEnd()) {
      throw lexer.error("'" + lexer.text() + "' does not belong here");
    }
    return new Expression(text, names, root);
  }

  private Node or() throws ExpressionException {
    // Everything that nests comes through here, so this is where hostile nesting is stopped.
    if (++depth > DEEPEST) {
      throw lexer.error("nested more than " + DEEPEST + " levels deep");
    }
    Node left = and();
    while (lexer.accept("or")) {
      Node a = left;
      Node b = and();
      left = v -> truth(a.evaluate(v) != 0 || b.evaluate(v) != 0);
    }
    depth--;
    return left;
  }

  private Node and() throws ExpressionException {
    Node left = not();
    while (lexer.accept("and")) {
      Node a = left;
      Node b = not();
      left = v -> truth(a.evaluate(v) != 0 && b.evaluate(v) != 0);
    }
    return left;
  }

  private Node not() throws ExpressionException {
    boolean negated = false;
    while (lexer.accept("not")) {
      negated = !negated;
    }
    Node a = comparison();
    return negated ? v -> truth(a.evaluate(v) == 0) : a;
  }

  private Node comparison() throws ExpressionException {
    Node left = bitOr();
    Node all = null;
    while (lexer.isComparison()) {
      String operator = lexer.take();
      Node right = bitOr();
      Node one = compare(operator, left, right);
      if (all == null) {
        all = one;
      } else {
        Node before = all;
        all = v -> truth(before.evaluate(v) != 0 && one.evaluate(v) != 0);
      }
      left = right;
    }
    return all == null ? left : all;
  }

  private static Node compare(String operator, Node a, Node b) {
    return switch (operator) {
      case "<" -> v -> truth(a.evaluate(v) < b.evaluate(v));
      case "<=" -> v -> truth(a.evaluate(v) <= b.evaluate(v));
      case ">" -> v -> truth(a.evaluate(v) > b.evaluate(v));
      case ">=" -> v -> truth(a.evaluate(v) >= b.evaluate(v));
      case "==" -> v -> truth(a.evaluate(v) == b.evaluate(v));
      default -> v -> truth(a.evaluate(v) != b.evaluate(v));
    };
  }

  private Node bitOr() throws ExpressionException {
    Node left = bitAnd();
    while (lexer.accept("|")) {
      Node a = left;
      Node b = bitAnd();
      left = v -> truth(a.evaluate(v) != 0 || b.evaluate(v) != 0);
    }
    return left;
  }

  private Node bitAnd() throws ExpressionException {
    Node left = sum();
    while (lexer.accept("&")) {
      Node a = left;
      Node b = sum();
      left = v -> truth(a.evaluate(v) != 0 && b.evaluate(v) != 0);
    }
    return left;
  }

  private Node sum() throws ExpressionException {
    Node left = product();
    while (true) {
      Node a = left;
      if (lexer.accept("+")) {
        Node b = product();
        left = v -> a.evaluate(v) + b.evaluate(v);
      } else if (lexer.accept("-")) {
        Node b = product();
        left = v -> a.evaluate(v) - b.evaluate(v);
      } else {
        return left;
      }
    }
  }

  private Node product() throws ExpressionException {
    Node left = factor();
    while (true) {
      Node a = left;
      if (lexer.accept("*")) {
        Node b = factor();
        left = v -> a.evaluate(v) * b.evaluate(v);
      } else if (lexer.accept("//")) {
        Node b = factor();
        left = v -> Math.floor(a.evaluate(v) / b.evaluate(v));
      } else if (lexer.accept("/")) {
        Node b = factor();
        left = v -> a.evaluate(v) / b.evaluate(v);
      } else if (lexer.accept("%")) {
        Node b = factor();
        left = v -> ExpressionFunctions.modulo(a.evaluate(v), b.evaluate(v));
      } else {
        return left;
      }
    }
  }

  private Node factor() throws ExpressionException {
    if (++depth > DEEPEST) {
      throw lexer.error("nested more than " + DEEPEST + " levels deep");
    }
    try {
      if (lexer.accept("-")) {
        Node a = factor();
        return v -> -a.evaluate(v);
      }
      if (lexer.accept("+")) {
        return factor();
      }
      if (lexer.accept("~")) {
        Node a = factor();
        return v -> truth(a.evaluate(v) == 0);
      }
      Node base = atom();
      if (lexer.accept("**")) {
        Node exponent = factor();
        return v -> Math.pow(base.evaluate(v), exponent.evaluate(v));
      }
      return base;
    } finally {
      depth--;
    }
  }

  private Node atom() throws ExpressionException {
    if (lexer.isNumber()) {
      double value = lexer.takeNumber();
      return v -> value;
    }
    if (lexer.accept("(")) {
      Node inner = or();
      lexer.expect(")");
      lexer.accept(".value");
      return inner;
    }
    if (!lexer.isName()) {
      throw lexer.error(
          lexer.atEnd() ? "ends too early" : "expected a value instead of '" + lexer.text() + "'");
    }
    int at = lexer.position();
    String path = lexer.take();
    if (path.equals("True") || path.equals("False")) {
      double value = truth(path.equals("True"));
      return v -> value;
    }
    return lexer.accept("(") ? call(path, at) : variable(path, "", at);
  }

  private Node call(String path, int at) throws ExpressionException {
    int dot = path.lastIndexOf('.');
    String last = path.substring(dot + 1);
    if (dot > 0 && (last.equals("to_value") || last.equals("to"))) {
      return converted(path.substring(0, dot), at);
    }
    if (dot > 0 && ARRAYS.contains(path.substring(0, dot))) {
      lexer.expect(")");
      return fact(path.substring(0, dot), last, at);
    }
    String function = path.startsWith("np.") ? path.substring(3) : path;
    if (lexer.isName() && ARRAYS.contains(lexer.text())) {
      String array = lexer.take();
      lexer.expect(")");
      return fact(array, function, at);
    }
    return function(function, at);
  }

  private Node converted(String path, int at) throws ExpressionException {
    String unit = lexer.isName() ? lexer.text() : "";
    if (!unit.startsWith("u.")) {
      throw lexer.error("expected a unit such as u.deg");
    }
    lexer.take();
    lexer.expect(")");
    lexer.accept(".value");
    return variable(path, unit.substring(2), at);
  }

  private Node function(String function, int at) throws ExpressionException {
    DoubleUnaryOperator unary = ExpressionFunctions.UNARY.get(function);
    DoubleBinaryOperator binary = ExpressionFunctions.BINARY.get(function);
    if (unary == null && binary == null) {
      throw new ExpressionException(
          text, at, "no function '" + function + "'; there are " + ExpressionFunctions.names());
    }
    Node a = or();
    if (unary != null) {
      lexer.expect(")");
      return v -> unary.applyAsDouble(a.evaluate(v));
    }
    lexer.expect(",");
    Node b = or();
    lexer.expect(")");
    return v -> binary.applyAsDouble(a.evaluate(v), b.evaluate(v));
  }

  private Node fact(String array, String what, int at) throws ExpressionException {
    String fact = ExpressionFunctions.FACTS.get(what);
    if (fact == null) {
      throw new ExpressionException(
          text,
          at,
          "nothing is known of '"
              + what
              + "' of "
              + array
              + "; ask for its "
              + String.join(", ", new java.util.TreeSet<>(ExpressionFunctions.FACTS.keySet())));
    }
    return named(array + "." + fact, "", at);
  }

  private Node variable(String path, String unit, int at) throws ExpressionException {
    String rest = path.endsWith(".value") ? path.substring(0, path.length() - 6) : path;
    int dot = rest.indexOf('.');
    if (dot > 0 && ARRAYS.contains(rest.substring(0, dot))) {
      return fact(rest.substring(0, dot), rest.substring(dot + 1), at);
    }
    if (dot > 0 && ROOTS.contains(rest.substring(0, dot))) {
      rest = rest.substring(dot + 1);
    }
    dot = rest.indexOf('.');
    if (dot > 0) {
      String container = rest.substring(0, dot);
      rest = PREFIXES.getOrDefault(container, container) + "_" + rest.substring(dot + 1);
    }
    return named(rest, unit, at);
  }

  private Node named(String name, String unit, int at) {
    for (int i = 0; i < names.size(); i++) {
      Name known = names.get(i);
      if (known.name().equals(name) && known.unit().equals(unit)) {
        int index = i;
        return v -> v.get(index);
      }
    }
    int index = names.size();
    names.add(new Name(name, unit, at));
    return v -> v.get(index);
  }
}
