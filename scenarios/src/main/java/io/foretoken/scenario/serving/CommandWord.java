package io.foretoken.scenario.serving;

import io.foretoken.input.problem.Origin;

/**
 * A word of a command line, unquoted.
 *
 * @param text the word
 * @param line from 1
 * @param column of its first character, from 1
 */
record CommandWord(String text, int line, int column) {
  /** The option that the command is given with, which positions in it begin with. */
  static final String SOURCE = "--from";

  Origin origin() {
    return Origin.at(SOURCE, line, column);
  }

  /** Whether it is a flag and not a value; a negative number is a value. */
  boolean isFlag() {
    return text.startsWith("-") && text.length() > 1 && !text.matches("-[0-9.].*");
  }

  /** The part after the last slash. */
  String baseName() {
    return text.substring(text.lastIndexOf('/') + 1);
  }
}
