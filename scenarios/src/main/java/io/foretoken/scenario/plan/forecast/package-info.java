/**
 * The traffic that a fleet is planned for, over a week. Depends on {@code spec} and {@code input}.
 */
package io.foretoken.scenario.plan.forecast;
