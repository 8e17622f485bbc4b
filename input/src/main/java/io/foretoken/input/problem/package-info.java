/**
 * What is wrong with an input, where it was written, and what would do instead. Readers collect
 * {@link io.foretoken.input.problem.Problem}s in {@link io.foretoken.input.problem.Problems} and
 * report them all at once with a {@link io.foretoken.input.problem.BadInputException}.
 *
 * <p>Depends on the JDK only.
 */
package io.foretoken.input.problem;
