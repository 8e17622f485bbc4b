/** The figures of a run: what tables, files and reports show. Depends on {@code sim-core}. */
package io.foretoken.scenario.figure;
