package io.foretoken.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.ui.WindowTest;
import io.foretoken.ui.viewmodel.ScenarioState;
import java.nio.file.Path;
import javafx.scene.control.TextField;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.Test;

class ScenarioPaneTest extends WindowTest {
  private static final Path SCENARIO = Path.of("..", "scenarios", "batch-size-sweep.yaml");

  private ScenarioState state() {
    return workspace.document().state().get();
  }

  private void openScenario() {
    workspace.open(SCENARIO);
    await("scenario is checked", () -> state().valid().isPresent());
  }

  @Test
  void anErrorIsMarkedAtItsLineAndFixed() {
    openScenario();
    CodeArea text = node(CodeArea.class, "text");

    onWindow(
        () -> {
          text.replaceText(text.getText().replace("max_num_seqs: 256", "max_num_seq: 256"));
          return null;
        });
    await("the error is marked", () -> shows("1 problem"::equals));

    // Line 11 of the file has the batching section.
    assertThat(text.getParagraph(10).getText()).contains("max_num_seq: 256");
    await(
        "its line is marked",
        () -> text.getParagraph(10).getParagraphStyle().contains("wrong-line"));
    assertThat(state().problems().get(0).toString())
        .startsWith("batch-size-sweep.yaml:11:")
        .contains("did you mean \"max_num_seqs\"?");
    onWindow(
        () -> {
          press("problems");
          return null;
        });
    settle();
    keepPictures("scenario-error");

    robot.push(javafx.scene.input.KeyCode.CONTROL, javafx.scene.input.KeyCode.PERIOD);
    await("it is fixed", () -> state().problems().isEmpty());
    assertThat(state().text()).contains("max_num_seqs: 256");
  }

  @Test
  void formAndTextEditEachOther() {
    openScenario();
    TextField rate = node(TextField.class, "field-RATE");
    CodeArea text = node(CodeArea.class, "text");

    onWindow(
        () -> {
          rate.requestFocus();
          rate.setText("20");
          rate.getOnAction().handle(null);
          return null;
        });
    await("the text follows", () -> text.getText().contains("rate: 20/s"));

    onWindow(
        () -> {
          text.requestFocus();
          text.replaceText(text.getText().replace("mean: 800", "mean: 900"));
          return null;
        });
    await("the form follows", () -> node(TextField.class, "field-INPUT").getText().equals("900"));
    keepPictures("scenario");
  }
}
