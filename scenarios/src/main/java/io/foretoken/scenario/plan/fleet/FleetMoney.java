package io.foretoken.scenario.plan.fleet;

/**
 * What a fleet costs, US dollars. A month has 730.5 hours.
 *
 * @param usdPerWeek all of it
 * @param usdPerHour mean over the week
 * @param usdPerMonth of a month
 * @param gpuHoursPerWeek GPU-hours that are paid
 * @param gpuHoursPerMonth of a month
 * @param usdPer1mOutput per million output tokens of the forecast's requests
 * @param usdPer1mTotal per million prompt and output tokens of them
 * @param usdPerRequest per request of the forecast
 */
public record FleetMoney(
    double usdPerWeek,
    double usdPerHour,
    double usdPerMonth,
    double gpuHoursPerWeek,
    double gpuHoursPerMonth,
    double usdPer1mOutput,
    double usdPer1mTotal,
    double usdPerRequest) {}
