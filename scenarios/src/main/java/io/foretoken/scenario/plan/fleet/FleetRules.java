package io.foretoken.scenario.plan.fleet;

import io.foretoken.scenario.plan.program.Supply;
import java.util.List;

/**
 * What a fleet must obey beside the forecast.
 *
 * @param spare whether the SLO is to hold with the largest replica down
 * @param spotInterruption part of spot replicas that may be gone at any time, in [0, 1)
 * @param minUptimeHours how long a replica runs at least once it is started
 * @param steps sizes over the week at most
 * @param supplies how many GPUs can be had
 */
public record FleetRules(
    boolean spare,
    double spotInterruption,
    double minUptimeHours,
    int steps,
    List<Supply> supplies) {}
