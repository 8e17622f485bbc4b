/** Fleets: what runs when, and what it costs. Depends on the program, candidates and prices. */
package io.foretoken.scenario.plan.fleet;
