package io.foretoken.scenario.reproduce;

import java.util.List;

/**
 * A benchmark client's command.
 *
 * @param tool its name
 * @param words of the command
 * @param result the file that it writes, to compare with
 * @param unsaid what the load has and the tool cannot be told, a sentence each
 */
record ClientCommand(String tool, List<String> words, String result, List<String> unsaid) {
  /** Keeps copies. */
  ClientCommand {
    words = List.copyOf(words);
    unsaid = List.copyOf(unsaid);
  }
}
