/**
 * Results read back from the folders that runs write, checked for being results of this version's
 * format. Depends on {@code input} and on the names of files and formats in {@code export}.
 */
package io.foretoken.scenario.result;
