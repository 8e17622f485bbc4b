/**
 * The cheapest fleet for a forecast as a program over whole replicas. Depends on forecast and
 * prices.
 */
package io.foretoken.scenario.plan.program;
