package io.foretoken.scenario.serving;

import io.foretoken.input.problem.Origin;

/**
 * A part of a serving command that has no place in a scenario.
 *
 * @param words the part as typed
 * @param origin where it stands
 * @param why why it has none
 */
public record IgnoredFlag(String words, Origin origin, String why) {}
