package io.bluewake.itests;

/** Measured numbers, which tests show but do not judge. */
@SuppressWarnings("SystemOut") // for whoever runs the tests
final class Reports {
  private Reports() {}

  static void print(String text) {
    System.out.print(text);
  }
}
