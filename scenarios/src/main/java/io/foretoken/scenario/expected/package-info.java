/**
 * The error to expect of a prediction, learnt from measured runs. Depends on {@code figure} and on
 * {@code input} to read what ships.
 */
package io.foretoken.scenario.expected;
