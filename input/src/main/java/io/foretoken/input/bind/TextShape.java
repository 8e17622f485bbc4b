package io.foretoken.input.bind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.foretoken.input.yaml.ScalarNode;
import java.util.regex.Pattern;

/** A text; with {@link Quoted}, one that may not be written as a bare number in a file. */
final class TextShape extends ScalarShape {
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?[0-9_]*\\.?[0-9_]+([eE][-+]?[0-9]+)?");

  /** Longer texts are no numbers, and would keep the expression busy. */
  private static final int MAX_NUMBER_LENGTH = 64;

  private final boolean mustQuote;

  TextShape(boolean mustQuote) {
    this.mustQuote = mustQuote;
  }

  @Override
  Object readScalar(ScalarNode scalar, Site site) {
    boolean inFile = scalar.origin().hasPosition();
    if (mustQuote && inFile && !scalar.quoted() && isNumber(scalar.text())) {
      return site.problem(
          scalar.origin(),
          "found " + scalar.text() + " without quotes",
          "write \"" + scalar.text() + "\" in quotes: a bare 0.10 would read as 0.1");
    }
    return scalar.text();
  }

  private static boolean isNumber(String text) {
    return text.length() <= MAX_NUMBER_LENGTH && NUMBER.matcher(text).matches();
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    return definitions.object().put("type", "string");
  }

  @Override
  public String wanted() {
    return mustQuote ? "a text in quotes" : "a text";
  }

  @Override
  public boolean takesNone() {
    return true;
  }
}
