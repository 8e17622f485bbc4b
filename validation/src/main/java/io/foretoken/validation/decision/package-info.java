/**
 * Whether the decisions that a planner takes from predictions are right: which configuration,
 * whether an objective holds, how much load, overloaded or not. Depends on {@code score}.
 */
package io.foretoken.validation.decision;
