/**
 * The measured runs that ship with the program, in a schema of their own: one JSON object per line,
 * one file per suite, every run with its source, commit and licence. Depends on {@code measured}
 * and {@code input}.
 */
package io.foretoken.validation.shipped;
