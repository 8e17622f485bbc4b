/**
 * What a fleet may be made of, and how much load one replica of each holds. Depends on capacity
 * searches and the runner of sweeps.
 */
package io.foretoken.scenario.plan.candidate;
