/**
 * What a plan comes to, and its files. Depends on forecast, prices, candidates and verification.
 */
package io.foretoken.scenario.plan.result;
