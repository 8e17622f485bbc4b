/**
 * Quantities as users write them: {@code 500ms}, {@code 12/s}, {@code 80GiB}, {@code 2%} and plain
 * numbers. Parsing is exact (decimal, not binary), every quantity has a stated range, and a text
 * that does not do is refused with {@link io.foretoken.input.units.NotAQuantityException}, which
 * says what was found and what would do.
 *
 * <p>Depends on the JDK only.
 */
package io.foretoken.input.units;
