package io.foretoken.hardware.engine;

/**
 * What a calibration made of a constant; for people, nothing is computed from it.
 *
 * @param path its place in the profile
 * @param before value before the fit
 * @param value fitted value
 * @param low lower end of the 90 % interval
 * @param high upper end
 * @param standing {@code identified}, {@code weak} or {@code kept}
 * @param tradesWith the constant that it cannot be told apart from; empty without one
 */
public record FittedConstant(
    String path,
    double before,
    double value,
    double low,
    double high,
    String standing,
    String tradesWith) {}
