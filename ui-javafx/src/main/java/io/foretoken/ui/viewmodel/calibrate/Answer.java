package io.foretoken.ui.viewmodel.calibrate;

import io.foretoken.ui.viewmodel.Choices;
import java.util.List;

/**
 * The answer to a question as it stands.
 *
 * @param question what is asked
 * @param value the answer; empty where nobody has given one
 * @param origin who says so
 * @param choices to pick from
 */
public record Answer(Question question, String value, Origin origin, List<Choices.Choice> choices) {
  /** Keeps a copy. */
  public Answer {
    choices = List.copyOf(choices);
  }

  /** Who gave an answer. */
  public enum Origin {
    /** The user, here. */
    CHOSEN("chosen here"),
    /** All files that say something of it. */
    FILE("from the file"),
    /** The scenario that is open. */
    SCENARIO("from the open scenario"),
    /** Nobody; there is a usual answer. */
    ASSUMED("not stated: assumed"),
    /** Nobody, and it has to be given; or files contradict each other. */
    MISSING("not stated: choose one");

    private final String words;

    Origin(String words) {
      this.words = words;
    }

    /** For people. */
    public String words() {
      return words;
    }
  }

  /** Whether nothing can be fitted without an answer. */
  public boolean isMissing() {
    return origin == Origin.MISSING;
  }
}
