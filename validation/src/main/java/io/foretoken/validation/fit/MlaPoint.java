package io.foretoken.validation.fit;

/**
 * One measured block of latent attention, DeepSeek-V3's shape.
 *
 * @param decode one query token a sequence, rather than a prompt
 * @param length stored tokens, or tokens of each prompt
 * @param format of the projections, as in the table
 */
record MlaPoint(
    boolean decode, int heads, int batch, int length, int kvBytes, String format, double micros) {}
