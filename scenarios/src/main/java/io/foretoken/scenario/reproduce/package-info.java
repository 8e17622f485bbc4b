/**
 * The commands that would measure what a scenario predicts, and alerts on its figures. Depends on
 * {@code serving}, {@code resolve} and {@code run}.
 */
package io.foretoken.scenario.reproduce;
