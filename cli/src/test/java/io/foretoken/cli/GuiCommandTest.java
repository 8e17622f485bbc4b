package io.foretoken.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GuiCommandTest {
  /** The command line is built without the window's libraries, as here. */
  @Test
  void withoutTheWindowItSaysHowToGetIt() {
    Cli run = Cli.run("gui", "any.yaml");

    assertThat(run.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err())
        .contains("the workbench is not part of this program")
        .contains("start it by ./foretoken gui");
  }
}
