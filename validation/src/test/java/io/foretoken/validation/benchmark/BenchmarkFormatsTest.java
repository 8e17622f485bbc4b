package io.foretoken.validation.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.input.problem.BadInputException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkFormatsTest {
  @TempDir Path folder;

  @Test
  void aFileOfAnotherKindIsToldWhatIsKnown() {
    BenchmarkSamples samples = new BenchmarkSamples(folder);
    assertThatThrownBy(() -> samples.runs("a.json", "{\"name\": \"a scenario\"}"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no benchmark result of a known format; it begins with \"{\"name\"")
        .hasMessageContaining("known: vllm-bench (JSON of vllm bench serve --save-result");
    assertThatThrownBy(() -> samples.runs("b", "")).hasMessageContaining("the file is empty");
    assertThatThrownBy(() -> samples.runs("c", "schema_version: 1\n"))
        .hasMessageContaining("begins with \"schema_version: 1\"");
    assertThatThrownBy(() -> BenchmarkFormats.installed().read(folder.resolve("none.json")))
        .hasMessageContaining("there is no such file");
  }

  @Test
  void oneNameIsOneReader() {
    assertThatThrownBy(() -> BenchmarkFormats.with(List.of(new VllmBenchReader())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("two readers are called \"vllm-bench\"");
    assertThat(BenchmarkFormats.installed().names()).doesNotHaveDuplicates();
  }
}
