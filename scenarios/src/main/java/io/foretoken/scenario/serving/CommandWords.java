package io.foretoken.scenario.serving;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Splits a command line into words as a shell does: single and double quotes, backslashes, lines
 * that end with one. Variables stay as they are; what follows a pipe, a redirection or the end of
 * the command is left out.
 */
final class CommandWords {
  private static final Set<String> ENDS =
      Set.of("|", "||", "&", "&&", ";", ">", ">>", "2>", "2>&1");

  private final String command;
  private final List<CommandWord> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private int at;
  private int line = 1;
  private int column = 1;
  private int wordLine;
  private int wordColumn;
  private boolean inWord;

  private CommandWords(String command) {
    this.command = command;
  }

  /**
   * The words.
   *
   * @throws BadInputException if a quote is not closed
   */
  static List<CommandWord> split(String command) {
    CommandWords splitter = new CommandWords(command);
    splitter.run();
    List<CommandWord> words = splitter.words;
    for (int i = 0; i < words.size(); i++) {
      if (ENDS.contains(words.get(i).text())) {
        return List.copyOf(words.subList(0, i));
      }
    }
    return List.copyOf(words);
  }

  private void run() {
    while (at < command.length()) {
      char c = command.charAt(at);
      if (Character.isWhitespace(c)) {
        end();
        next();
      } else if (c == '\\' && at + 1 < command.length()) {
        escaped();
      } else if (c == '\'' || c == '"') {
        quoted(c);
      } else {
        begin();
        word.append(c);
        next();
      }
    }
    end();
  }

  private void escaped() {
    next();
    char c = command.charAt(at);
    if (c == '\r' && at + 1 < command.length() && command.charAt(at + 1) == '\n') {
      next();
      c = '\n';
    }
    if (c != '\n') {
      begin();
      word.append(c);
    }
    next();
  }

  private void quoted(char quote) {
    begin();
    CommandWord opening = new CommandWord("", line, column);
    next();
    while (at < command.length() && command.charAt(at) != quote) {
      boolean escape =
          quote == '"'
              && command.charAt(at) == '\\'
              && at + 1 < command.length()
              && "\"\\$`".indexOf(command.charAt(at + 1)) >= 0;
      if (escape) {
        next();
      }
      word.append(command.charAt(at));
      next();
    }
    if (at == command.length()) {
      throw new BadInputException(
          Problem.of(
              opening.origin(), "the quote that opens here is not closed", "add a " + quote));
    }
    next();
  }

  private void begin() {
    if (!inWord) {
      inWord = true;
      wordLine = line;
      wordColumn = column;
    }
  }

  private void end() {
    if (inWord) {
      words.add(new CommandWord(word.toString(), wordLine, wordColumn));
      word.setLength(0);
      inWord = false;
    }
  }

  private void next() {
    if (command.charAt(at) == '\n') {
      line++;
      column = 1;
    } else {
      column++;
    }
    at++;
  }
}
