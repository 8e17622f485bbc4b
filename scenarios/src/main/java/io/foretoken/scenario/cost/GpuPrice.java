package io.foretoken.scenario.cost;

/**
 * What one GPU costs for one hour.
 *
 * @param usdPerHour US dollars
 * @param source who asks that, such as "scenario" or a provider and term
 * @param asOf date of the price, or "" where the scenario gave it
 */
public record GpuPrice(double usdPerHour, String source, String asOf) {}
