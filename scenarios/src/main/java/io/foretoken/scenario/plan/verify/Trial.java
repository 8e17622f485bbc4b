package io.foretoken.scenario.plan.verify;

/**
 * A load that a fleet is tried under.
 *
 * @param step number of the fleet's size
 * @param kind what is tried
 * @param name of the times
 * @param share replicas and their part of the traffic
 * @param before requests/s of all before a rise, else NaN
 * @param rate requests/s of all
 * @param height rate of a spike over the rate, else 1
 * @param spikeSeconds how long a spike lasts
 */
record Trial(
    int step,
    VerifiedLoad.Kind kind,
    String name,
    Share share,
    double before,
    double rate,
    double height,
    double spikeSeconds) {}
