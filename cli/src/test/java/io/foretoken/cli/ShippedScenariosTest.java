package io.foretoken.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scenario that ships runs, in checked mode, and says which question it answers. */
class ShippedScenariosTest {
  static List<Path> scenarios() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("..", "scenarios"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void runs(Path scenario) throws IOException {
    assertThat(Files.readString(scenario)).contains("# Question:");
    Cli run = Cli.run("run", scenario.toString(), "--checked");
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("TTFT").contains("cost per 1M tokens").contains("limit ");
  }
}
