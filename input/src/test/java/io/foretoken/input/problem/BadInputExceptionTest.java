package io.foretoken.input.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BadInputExceptionTest {
  @Test
  void printsWhereWhatAndWhatWouldDo() {
    Problems problems = new Problems();
    problems.add(
        Origin.at("a.yaml", 12, 7),
        "fleet.main.nme",
        "unknown key \"nme\"",
        "did you mean \"name\"?");
    problems.add(Origin.argument("--set seed=x"), "seed", "found \"x\"", "");
    problems.add(Problem.of(Origin.file("b.yaml"), "the file is empty", "write a key"));

    assertThatThrownBy(problems::throwIfAny)
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            """
            a.yaml:12:7: fleet.main.nme: unknown key "nme"
                did you mean "name"?
            --set seed=x: seed: found "x"
            b.yaml: the file is empty
                write a key""");
  }

  @Test
  void printsFiftyAndCountsTheRest() {
    Problems problems = new Problems();
    for (int i = 0; i < 53; i++) {
      problems.add(Origin.at("a.yaml", i + 1, 1), "", "wrong", "");
    }
    assertThatThrownBy(problems::throwIfAny)
        .message()
        .contains("a.yaml:50:1: wrong")
        .doesNotContain("a.yaml:51:1")
        .endsWith("\nand 3 more");
    assertThat(problems.size()).isEqualTo(53);
  }

  @Test
  void doesNothingWhenNothingIsWrong() {
    assertThatCode(() -> new Problems().throwIfAny()).doesNotThrowAnyException();
  }

  @Test
  void takesOverTheProblemsOfAnotherReader() {
    Problems problems = new Problems();
    problems.addAll(new BadInputException(Problem.of(Origin.file("c.csv"), "gone", "")));
    assertThat(problems.list()).extracting(Problem::message).containsExactly("gone");
  }
}
