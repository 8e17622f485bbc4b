package io.foretoken.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleTest {
  @ParameterizedTest
  @CsvSource({
    "true,  true,  true",
    "true,  false, false",
    "false, true,  false",
    "false, false, false"
  })
  void coloursShowOnATerminalThatHasThem(boolean terminal, boolean allowed, boolean shown) {
    Console console =
        new Console(
            new TrackedOutput(new ByteArrayOutputStream()),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            terminal,
            !terminal,
            allowed,
            80);

    assertThat(console.outPaint().bold("p99")).isEqualTo(shown ? "\u001b[1mp99\u001b[0m" : "p99");
    assertThat(console.errPaint().colour()).isEqualTo(!terminal && allowed);
  }

  @Test
  void noColorSetToAnythingAndDumbTerminalsTurnColoursOff() {
    assertThat(Console.colourAllowed(Map.of("TERM", "xterm"))).isTrue();
    assertThat(Console.colourAllowed(Map.of("NO_COLOR", ""))).isTrue();
    assertThat(Console.colourAllowed(Map.of("NO_COLOR", "1"))).isFalse();
    assertThat(Console.colourAllowed(Map.of("TERM", "dumb"))).isFalse();
  }
}
