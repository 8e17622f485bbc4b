package io.foretoken.scenario.serving;

import java.util.List;

/**
 * The command that serves what a scenario describes.
 *
 * @param words of the command, to be put in quotes where a shell needs it
 * @param options content of the options file that the command names; empty without one
 * @param unsaid what the scenario says and the command cannot, a sentence each
 */
public record WrittenCommand(List<String> words, String options, List<String> unsaid) {
  /** Name of the options file in the command. */
  public static final String OPTIONS_FILE = "engine-options.yaml";
}
