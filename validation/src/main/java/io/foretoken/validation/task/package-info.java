/**
 * Measured runs as tasks: a run goes out as a line of JSON and its prediction comes back as one, so
 * that a validation can run wherever a sweep can.
 */
package io.foretoken.validation.task;
