package io.foretoken.input.yaml;

import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/** Says in plain words what SnakeYAML's parser found wrong, and what would do. */
final class YamlSyntax {
  private YamlSyntax() {}

  static Problem explain(YAMLException failure, String text, Place place) {
    if (failure instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
      return explainMarked(marked, place);
    }
    if (failure instanceof ReaderException unreadable) {
      return explainCharacter(unreadable, text, place);
    }
    return Problem.of(place.at(1, 1), "the text is not YAML", firstLine(failure.getMessage()));
  }

  private static Problem explainMarked(MarkedYAMLException failure, Place place) {
    String problem = failure.getProblem() == null ? "" : failure.getProblem();
    String context = failure.getContext() == null ? "" : failure.getContext();
    Origin where = origin(failure.getProblemMark(), place);
    Origin begun =
        failure.getContextMark() == null ? where : origin(failure.getContextMark(), place);
    if (problem.contains("TAB")) {
      return Problem.of(where, "found a tab where only spaces are allowed", "indent with spaces");
    }
    if (problem.contains("unexpected end of stream") || problem.contains("document separator")) {
      return Problem.of(
          begun, "a quotation that begins here never ends", "close it with its quote");
    }
    if (problem.contains("mapping values are not allowed")) {
      return Problem.of(
          where,
          "found a ':' where no key can be",
          "check the indentation, or put the text that contains ': ' in quotes");
    }
    if (problem.contains("could not find expected ':'")) {
      return Problem.of(
          begun, "this line is no key: value", "write key: value, with a space after ':'");
    }
    if (context.contains("flow sequence")) {
      return Problem.of(
          where,
          "the list that begins at " + begun + " is not closed properly",
          "separate its values with ',' and close it with ']'");
    }
    if (context.contains("flow mapping")) {
      return Problem.of(
          where,
          "the map that begins at " + begun + " is not closed properly",
          "separate its entries with ',' and close it with '}'");
    }
    if (problem.contains("expected <block end>")) {
      return Problem.of(
          where,
          "this does not fit the "
              + (context.contains("mapping") ? "map" : "list")
              + " that begins at "
              + begun,
          "indent the lines of one map or list by the same number of spaces");
    }
    if (problem.contains("cannot start any token")) {
      return Problem.of(
          where, "found a character that cannot begin a value", "put the value in quotes");
    }
    return Problem.of(where, "this is not YAML: " + problem, context);
  }

  private static Problem explainCharacter(ReaderException failure, String text, Place place) {
    int line = 1;
    int column = 1;
    int end = Math.min(failure.getPosition(), text.length());
    for (int i = 0; i < end; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        column = 1;
      } else {
        column++;
      }
    }
    return Problem.of(
        place.at(line, column),
        "found the character U+%04X, which no text has".formatted(failure.getCodePoint()),
        "is this a text file? Save it as UTF-8");
  }

  private static Origin origin(Mark mark, Place place) {
    return place.at(mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static String firstLine(String message) {
    return message == null ? "" : message.lines().findFirst().orElse("");
  }
}
