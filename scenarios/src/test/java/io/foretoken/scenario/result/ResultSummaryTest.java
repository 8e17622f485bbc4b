package io.foretoken.scenario.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultSummaryTest {
  @TempDir Path folder;

  private void summary(String text) throws IOException {
    Files.writeString(folder.resolve("summary.json"), text);
  }

  @Test
  void anotherVersionIsSaidSo() throws IOException {
    summary("{\"schema\": \"foretoken/summary/7\"}");
    assertThatThrownBy(() -> ResultSummary.read(folder))
        .hasMessageContaining("summary.json:1:12: these results are of another version")
        .hasMessageContaining("foretoken/summary/7")
        .hasMessageContaining("this version reads foretoken/summary/1");
  }

  @Test
  void somethingElseIsSaidSo() throws IOException {
    summary("{\"a\": 1}");
    assertThatThrownBy(() -> ResultSummary.read(folder))
        .hasMessageContaining("not a summary of foretoken");
    summary("[1]");
    assertThatThrownBy(() -> ResultSummary.read(folder)).hasMessageContaining("not a summary");
    summary("{\"schema\": \"foretoken/summ");
    assertThatThrownBy(() -> ResultSummary.read(folder))
        .hasMessageContaining("the JSON ends too early");
    summary("{\"schema\": \"foretoken/summary/1\"}");
    assertThatThrownBy(() -> ResultSummary.read(folder))
        .hasMessageContaining("total.window.seconds is missing");
    summary(
        "{\"schema\": \"foretoken/summary/1\", \"total\": {\"window\": {\"seconds\": \"much\"}}}");
    assertThatThrownBy(() -> ResultSummary.read(folder)).hasMessageContaining("not a number");
  }

  @Test
  void aFolderOfAnotherKindIsSaidSo() throws IOException {
    assertThatThrownBy(() -> ResultSummary.read(folder))
        .hasMessageContaining("there is no summary.json");
    Files.writeString(folder.resolve("validation.json"), "{}");
    assertThatThrownBy(() -> ResultSummary.read(folder))
        .hasMessageContaining("it holds a validation");
  }

  @Test
  void figuresAreFoundByTheirKeys() {
    ResultSummary summary =
        ResultSummary.parse(
            "{\"schema\": \"foretoken/summary/1\", \"scenario\": \"s\", \"total\": {\"window\":"
                + " {\"seconds\": 10}, \"throughput\": {\"completed_requests\": 4}}, \"pools\":"
                + " [{\"gpu\": \"g\", \"gpus\": 2, \"busy\": 0.5}, {\"gpu\": \"g\", \"gpus\": 6,"
                + " \"busy\": 0.1}]}",
            "x");
    assertThat(summary.number("total.throughput.completed_requests")).isEqualTo(4);
    assertThat(summary.number("total.ttft.p99")).isNaN();
    assertThat(summary.text("scenario")).isEqualTo("s");
    assertThat(summary.usage().gpus()).isEqualTo(8);
    // (2 x 0.5 + 6 x 0.1) / 8
    assertThat(summary.usage().busy()).isEqualTo(0.2);
    assertThat(summary.usage().full()).isEmpty();
    assertThat(summary.price()).isEmpty();
  }
}
