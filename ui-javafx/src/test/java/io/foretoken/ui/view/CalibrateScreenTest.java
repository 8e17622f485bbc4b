package io.foretoken.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.hardware.engine.ProfileFile;
import io.foretoken.ui.WindowTest;
import io.foretoken.ui.viewmodel.calibrate.CalibrateModel;
import io.foretoken.ui.viewmodel.calibrate.CalibrateState;
import io.foretoken.ui.viewmodel.calibrate.Question;
import io.foretoken.validation.calibrate.CalibratedConstant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrateScreenTest extends WindowTest {
  private static final Path DATA = Path.of("..", "scenarios", "data", "calibration");

  @TempDir private Path folder;

  private CalibrateModel model() {
    return screens().stream()
        .filter(CalibrateScreen.class::isInstance)
        .map(screen -> ((CalibrateScreen) screen).model())
        .findFirst()
        .orElseThrow();
  }

  private CalibrateState state() {
    return model().state().get();
  }

  private void goToCalibrate() {
    onWindow(
        () -> {
          workspace.screen().set("Calibrate");
          return null;
        });
    settle();
  }

  private boolean isDisabled(String id) {
    return onWindow(() -> node(Button.class, id).isDisabled());
  }

  @Test
  void filesAreFittedAndTheProfileIsSaved() throws Exception {
    goToCalibrate();
    keepPictures("calibrate-empty");
    assertThat(isDisabled("calibrate-fit")).isTrue();

    Path wrong = Files.writeString(folder.resolve("readme.txt"), "no benchmark\n");
    benchmarks =
        Stream.of("vllm-bench-rate-6", "vllm-bench-rate-12", "vllm-bench-rate-18")
            .map(name -> DATA.resolve(name + ".json.gz"))
            .toList();
    press("calibrate-choose");
    await("they are read", () -> state().files().size() == 3);
    benchmarks = List.of(wrong);
    press("calibrate-choose");
    await("the message is beside the file", () -> shows(words -> words.contains("known format")));
    settle();
    keepPictures("calibrate-asked");
    assertThat(onWindow(() -> shows("vllm-bench, 300 requests"::equals))).isTrue();
    assertThat(onWindow(() -> shows("not stated: choose one"::equals))).isTrue();
    assertThat(onWindow(() -> shows("from the file"::equals))).isTrue();
    model().remove(wrong);

    ComboBox<?> gpu = node(ComboBox.class, "calibrate-" + Question.GPU);
    onWindow(
        () -> {
          gpu.getSelectionModel().select(gpu.getItems().indexOf("h100-sxm-80gb"));
          return null;
        });
    await("it can be fitted", () -> state().isReady() && state().files().size() == 3);
    settle();
    assertThat(onWindow(() -> shows(words -> words.endsWith(": vllm-bench-rate-12.json.gz"))))
        .isTrue();

    press("calibrate-fit");
    await("it is on its way", () -> state().isRunning() && state().share() > 0.1);
    settle();
    keepPictures("calibrate-running");
    await("it is done", () -> state().phase() == CalibrateState.Phase.DONE);
    settle();
    keepPictures("calibrate");
    TableView<?> table = node(TableView.class, "constants");
    assertThat(table.getItems()).hasSameSizeAs(state().result().orElseThrow().constants());
    assertThat(((CalibratedConstant) table.getItems().get(0)).standing())
        .isEqualTo(CalibratedConstant.Standing.IDENTIFIED);
    assertThat(onWindow(() -> shows("TPOT mean"::equals))).isTrue();

    answer = folder;
    press("calibrate-save");
    await("it is saved", () -> state().profile().isPresent());
    ProfileFile read = ProfileFile.read(folder.resolve("profile.yaml"));
    assertThat(read.calibration().orElseThrow().model()).isEqualTo("llama-3.1-8b");
    assertThat(onWindow(() -> currentScreen().exports()))
        .extracting(Export::label)
        .contains("Predicted against measured, PNG");
    // There is no scenario to use it in.
    assertThat(isDisabled("calibrate-use")).isTrue();
  }
}
