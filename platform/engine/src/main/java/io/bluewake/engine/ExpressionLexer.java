package io.bluewake.engine;

import java.util.Set;

/** Splits an expression into numbers, dotted names and operators, one token ahead. */
final class ExpressionLexer {
  private static final Set<String> COMPARISONS = Set.of("<", "<=", ">", ">=", "==", "!=");
  private static final String[] LONG_OPERATORS = {"**", "//", "<=", ">=", "==", "!="};
  private static final Set<String> WORDS = Set.of("and", "or", "not");

  private enum Kind {
    NUMBER,
    NAME,
    OPERATOR,
    END
  }

  private final String source;
  private int start;
  private int end;
  private Kind kind = Kind.END;

  ExpressionLexer(String source) throws ExpressionException {
    this.source = source;
    advance();
  }

  boolean atEnd() {
    return kind == Kind.END;
  }

  boolean isNumber() {
    return kind == Kind.NUMBER;
  }

  boolean isName() {
    return kind == Kind.NAME;
  }

  boolean isComparison() {
    return kind == Kind.OPERATOR && COMPARISONS.contains(text());
  }

  /** Position of the current token, from 1. */
  int position() {
    return start + 1;
  }

  String text() {
    return source.substring(start, end);
  }

  String take() throws ExpressionException {
    String token = text();
    advance();
    return token;
  }

  double takeNumber() throws ExpressionException {
    String token = text();
    double value;
    try {
      value = Double.parseDouble(token.replace("_", ""));
    } catch (NumberFormatException e) {
      throw error("'" + token + "' is not a number");
    }
    advance();
    return value;
  }

  boolean accept(String operator) throws ExpressionException {
    if (kind != Kind.OPERATOR || !text().equals(operator)) {
      return false;
    }
    advance();
    return true;
  }

  void expect(String operator) throws ExpressionException {
    if (!accept(operator)) {
      throw error(
          "expected '"
              + operator
              + "'"
              + (atEnd() ? " at the end" : " instead of '" + text() + "'"));
    }
  }

  ExpressionException error(String problem) {
    return new ExpressionException(source, position(), problem);
  }

  private void advance() throws ExpressionException {
    int i = end;
    while (i < source.length() && Character.isWhitespace(source.charAt(i))) {
      i++;
    }
    start = i;
    end = i;
    if (i == source.length()) {
      kind = Kind.END;
      return;
    }
    char c = source.charAt(i);
    if (isDigit(c) || (c == '.' && i + 1 < source.length() && isDigit(source.charAt(i + 1)))) {
      kind = Kind.NUMBER;
      end = endOfNumber(i);
    } else if (isLetter(c)) {
      end = endOfName(i);
      kind = WORDS.contains(text()) ? Kind.OPERATOR : Kind.NAME;
    } else {
      kind = Kind.OPERATOR;
      end = endOfOperator(i);
    }
  }

  private int endOfNumber(int from) {
    int i = from;
    while (i < source.length()) {
      char c = source.charAt(i);
      boolean sign = (c == '+' || c == '-') && "eE".indexOf(source.charAt(i - 1)) >= 0 && i > from;
      if (!isDigit(c) && c != '.' && c != '_' && c != 'e' && c != 'E' && !sign) {
        break;
      }
      i++;
    }
    return i;
  }

  private int endOfName(int from) {
    int i = from;
    while (i < source.length()) {
      char c = source.charAt(i);
      boolean inner = c == '.' && i + 1 < source.length() && isLetter(source.charAt(i + 1));
      if (!isLetter(c) && !isDigit(c) && !inner) {
        break;
      }
      i++;
    }
    return i;
  }

  private int endOfOperator(int from) throws ExpressionException {
    for (String operator : LONG_OPERATORS) {
      if (source.startsWith(operator, from)) {
        return from + 2;
      }
    }
    if (source.startsWith(".value", from)) {
      return from + 6;
    }
    if ("+-*/%<>()&|~,".indexOf(source.charAt(from)) < 0) {
      end = from + 1;
      throw error("unexpected '" + source.charAt(from) + "'");
    }
    return from + 1;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
