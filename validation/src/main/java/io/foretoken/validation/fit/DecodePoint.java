package io.foretoken.validation.fit;

/**
 * One measured call of decode attention.
 *
 * @param window tokens of the sliding window, 0 for none
 * @param length stored tokens of each sequence
 */
record DecodePoint(
    int heads, int kvHeads, int dim, int window, int batch, int length, double micros) {

  /** Tokens that a sequence's query sees. */
  int seen() {
    return window == 0 ? length : Math.min(length, window);
  }
}
