package io.foretoken.scenario.serving;

import java.util.List;

/**
 * A new scenario.
 *
 * @param yaml its text, with comments
 * @param ignored what the serving command says beyond it
 */
public record InitAnswer(String yaml, List<IgnoredFlag> ignored) {}
