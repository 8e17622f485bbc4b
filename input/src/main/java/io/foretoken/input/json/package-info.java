/**
 * JSON files too large for a tree, read value by value, and the outline by which files are told
 * apart. Depends on {@code input.file}, {@code input.problem} and Jackson.
 */
package io.foretoken.input.json;
