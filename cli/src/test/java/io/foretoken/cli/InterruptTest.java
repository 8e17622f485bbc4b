package io.foretoken.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C on a real process. */
@Timeout(120)
class InterruptTest {
  private static final int MOST_SECONDS = 30;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"--polite", ""})
  void ctrlCEndsWithin130AndLeavesNothingBehind(String polite)
      throws IOException, InterruptedException {
    List<String> command = java(EndlessProgram.class);
    command.add("endless");
    command.addAll(List.of("--out", folder.resolve("out").toString()));
    if (!polite.isEmpty()) {
      command.add(polite);
    }
    Process process = new ProcessBuilder(command).start();
    try (BufferedReader out = reader(process.getInputStream());
        BufferedReader err = reader(process.getErrorStream())) {
      assertThat(out.readLine()).isEqualTo("started");
      assertThat(folder).isNotEmptyDirectory();

      signal("INT", process);
      assertThat(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();

      assertThat(process.exitValue()).isEqualTo(ExitCode.INTERRUPTED.code());
      assertThat(err.lines()).containsExactly("foretoken: interrupted");
      assertThat(folder).isEmptyDirectory();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aRunThatIsInterruptedLeavesNothing() throws IOException, InterruptedException {
    List<String> command = java(Main.class);
    command.addAll(List.of("run", Path.of("..", "scenarios", "quickstart.yaml").toString()));
    command.addAll(List.of("--set", "stop.duration=30000h"));
    command.addAll(List.of("--out", folder.resolve("out").toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (BufferedReader output = reader(process.getInputStream())) {
      while (isEmpty(folder)) {
        assertThat(process.isAlive()).isTrue();
        Thread.onSpinWait();
      }
      signal("INT", process);
      assertThat(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(ExitCode.INTERRUPTED.code());
      assertThat(output.lines()).containsExactly("foretoken: interrupted");
      assertThat(folder).isEmptyDirectory();
    } finally {
      process.destroyForcibly();
    }
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.findAny().isEmpty();
    }
  }

  private static List<String> java(Class<?> main) {
    Path env = Path.of("/usr/bin/env");
    assumeTrue(Files.isExecutable(env), "needs GNU env to give SIGINT its default meaning");
    // A shell that runs tests in the background makes its children ignore SIGINT.
    return new ArrayList<>(
        List.of(
            env.toString(),
            "--default-signal=INT",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
  }

  private static BufferedReader reader(java.io.InputStream stream) {
    return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }

  private static void signal(String name, Process process)
      throws IOException, InterruptedException {
    int status =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    assertThat(status).isZero();
  }
}
