package io.foretoken.validation.fit;

/**
 * One measured call of prefill attention: prompts of equal length, nothing stored before.
 *
 * @param window tokens of the sliding window, 0 for none
 */
record PrefillPoint(
    int heads, int kvHeads, int dim, int window, int batch, int tokens, double micros) {}
