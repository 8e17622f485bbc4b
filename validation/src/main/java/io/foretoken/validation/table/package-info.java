/**
 * Tables that may be spread over several CSV files of a folder, whatever the files are called.
 * Depends on {@code input}.
 */
package io.foretoken.validation.table;
