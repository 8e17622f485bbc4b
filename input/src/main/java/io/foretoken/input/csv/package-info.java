/**
 * CSV files as a stream of rows: plain or gzip, UTF-8, with a header. One row object is reused for
 * all rows and parses numbers where they lie; what is wrong is collected with its line, column and
 * column name.
 *
 * <p>Depends on {@code problem}, {@code file}, {@code units} and FastCSV.
 */
package io.foretoken.input.csv;
