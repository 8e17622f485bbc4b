package io.foretoken.input.bind;

import io.foretoken.input.problem.Origin;

/**
 * A value with the place where it was written, for checks that come after binding.
 *
 * @param value the bound value
 * @param origin where it was written; for a default, where the map that lacks it begins
 */
public record Located<T>(T value, Origin origin) {}
