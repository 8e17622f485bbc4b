/**
 * Results as files: which files there are, and the discipline that a folder of results is complete
 * or not there. Depends on {@code io.foretoken.input.problem} for saying why a folder cannot be
 * used.
 */
package io.foretoken.scenario.export;
