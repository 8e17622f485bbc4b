package io.foretoken.scenario.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.foretoken.scenario.expected.ErrorBand;
import io.foretoken.scenario.statistic.KeyFigure;
import io.foretoken.scenario.statistic.RunRecord;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A run on its way between machines. */
class RunRecordJsonTest {
  /** 0.1 + 0.2 is not 0.3: the last bit must survive. */
  private static final RunRecord RUN =
      new RunRecord(
          Map.of(
              KeyFigure.TTFT_P99,
              0.1 + 0.2,
              KeyFigure.STEPS,
              12345.0,
              KeyFigure.MFU,
              Math.nextUp(1.0 / 3)),
          false,
          true,
          "KV capacity",
          Double.NaN,
          "fitted",
          Map.of("chat.ttft_p99", new RunRecord.Threshold(2.0 / 3, 0.99)),
          Map.of(KeyFigure.TTFT_P99, new ErrorBand(0.8, 1.3)));

  @Test
  void everyBitComesBack() throws IOException {
    assertThat(RunRecordJson.read(text(RUN))).isEqualTo(RUN);
  }

  @Test
  void aTextThatWasCutOffIsNoRun() throws IOException {
    String whole = text(RUN);

    assertThatThrownBy(() -> RunRecordJson.read(whole.substring(0, whole.length() - 1)))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> RunRecordJson.read("[1]"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("where a run is wanted");
  }

  private static String text(RunRecord run) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      RunRecordJson.write(json, run);
    }
    return text.toString();
  }
}
