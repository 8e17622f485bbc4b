package io.foretoken.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C on a real process. */
@Timeout(60)
class InterruptTest {
  /** Clean-up ends within a second; the rest is for the JVM's own end on a busy machine. */
  private static final Duration LIMIT = Duration.ofSeconds(2);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"--polite", ""})
  void ctrlCEndsWithin130AndLeavesNothingBehind(String polite)
      throws IOException, InterruptedException {
    Path env = Path.of("/usr/bin/env");
    assumeTrue(Files.isExecutable(env), "needs GNU env to give SIGINT its default meaning");
    List<String> command = new ArrayList<>();
    // A shell that runs tests in the background makes its children ignore SIGINT.
    command.addAll(List.of(env.toString(), "--default-signal=INT"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(EndlessProgram.class.getName(), "endless"));
    command.addAll(List.of("--out", folder.resolve("out").toString()));
    if (!polite.isEmpty()) {
      command.add(polite);
    }
    Process process = new ProcessBuilder(command).start();
    try (BufferedReader out = reader(process.getInputStream());
        BufferedReader err = reader(process.getErrorStream())) {
      assertThat(out.readLine()).isEqualTo("started");
      assertThat(folder).isNotEmptyDirectory();

      long start = System.nanoTime();
      signal("INT", process);
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();

      assertThat(process.exitValue()).isEqualTo(ExitCode.INTERRUPTED.code());
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT);
      assertThat(err.lines()).containsExactly("foretoken: interrupted");
      assertThat(folder).isEmptyDirectory();
    } finally {
      process.destroyForcibly();
    }
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
