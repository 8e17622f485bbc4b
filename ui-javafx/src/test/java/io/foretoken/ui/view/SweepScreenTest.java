package io.foretoken.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.ui.WindowTest;
import io.foretoken.ui.view.sweep.SweepScreen;
import io.foretoken.ui.viewmodel.sweep.Slot;
import io.foretoken.ui.viewmodel.sweep.SweepModel;
import io.foretoken.ui.viewmodel.sweep.SweepState;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import javafx.scene.control.Slider;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepScreenTest extends WindowTest {
  private static final Path SCENARIOS = Path.of("..", "scenarios");

  @TempDir private Path folder;

  private SweepModel model() {
    return screens().stream()
        .filter(SweepScreen.class::isInstance)
        .map(screen -> ((SweepScreen) screen).model())
        .findFirst()
        .orElseThrow();
  }

  private SweepState state() {
    return model().state().get();
  }

  private void sweep(String range) {
    workspace.open(SCENARIOS.resolve("batch-size-sweep.yaml"));
    await("the first sweep begins", () -> state().total() > 0);
    TextField field = node(TextField.class, "range");
    onWindow(
        () -> {
          field.setText(range);
          field.getOnAction().handle(null);
          return null;
        });
    await(
        "the range is taken",
        () -> state().settings().map(asked -> asked.range().equals(range)).orElse(false));
  }

  private void done() {
    await("the sweep is done", () -> state().phase() == SweepState.Phase.DONE);
    settle();
  }

  @Test
  void anEmptyWindowOffersScenarios() {
    assertThat(onWindow(() -> shows("Drop a scenario here"::equals))).isTrue();
    keepPictures("empty");

    press("example-batch-size-sweep");
    await("the example is swept", () -> state().best().isPresent());
  }

  @Test
  void batchSizesAreSweptReadComparedAndSaved() throws Exception {
    sweep("1..512*2, 48, 96, 192, 384");
    done();

    // What docs/sweeps.md shows for the same sweep: 192 is the last that meets the SLO.
    List<Slot> slots = state().curve().orElseThrow().slots();
    assertThat(slots).hasSize(14).allMatch(slot -> !slot.coarse());
    assertThat(state().best().orElseThrow().value()).isEqualTo("192");
    TableView<?> table = node(TableView.class, "points");
    assertThat(table.getItems()).hasSize(14);
    assertThat(onWindow(() -> shows("192"::equals))).isTrue();

    onWindow(
        () -> {
          model().pointed().set(OptionalInt.of(6));
          return null;
        });
    keepPictures("sweep");
    onWindow(
        () -> {
          model().pointed().set(OptionalInt.empty());
          return null;
        });

    answer = folder;
    for (Export export : onWindow(() -> currentScreen().exports())) {
      workspace.export(folder.resolve(export.fileName()), export.content());
    }
    await("all files are there", () -> Files.exists(folder.resolve("report.html")));
    await("the points are there", () -> Files.exists(folder.resolve("points.csv")));
    List<String> points = Files.readAllLines(folder.resolve("points.csv"));
    assertThat(points).hasSize(15);
    assertThat(points.get(0))
        .startsWith("point,fleet.main.engine.batching.max_num_seqs,status,load");
    Path picture = folder.resolve("throughput-and-time-to-first-token-against-batch-size.png");
    await("the picture is there", () -> Files.exists(picture));
    BufferedImage image = ImageIO.read(picture.toFile());
    // Twice the pixels of a chart of 760 x 400 with a margin of 16 and a title of 32.
    assertThat(image.getWidth()).isEqualTo(2 * (760 + 32));
    assertThat(image.getHeight()).isEqualTo(2 * (400 + 64));
    assertThat(coloursOf(image)).contains(0x3F8ADF).contains(0xEE8144);

    answer = null;
    model().compare(SCENARIOS.resolve("qwen3-32b-fp8.yaml"));
    await("two curves", () -> state().curves().size() == 2);
    done();
    assertThat(state().charts().main()).hasSize(2);
    keepPictures("sweep-compared");
  }

  private static java.util.Set<Integer> coloursOf(BufferedImage image) {
    java.util.Set<Integer> colours = new java.util.HashSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colours.add(image.getRGB(x, y) & 0xFFFFFF);
      }
    }
    return colours;
  }

  @Test
  void aSliderAsksWhatIf() {
    sweep("8..256*2");
    done();
    String written = state().best().orElseThrow().value();
    Slider prompt = node(Slider.class, "slider-PROMPT");

    onWindow(
        () -> {
          prompt.setValue(1600);
          return null;
        });
    await("the slider is taken", () -> state().isWhatIf());
    done();
    // Prompts twice as long: the same batch size makes fewer output tokens a second.
    assertThat(state().baseline().orElseThrow().best().orElseThrow().value()).isEqualTo(written);
    keepPictures("sweep-what-if");
    assertThat(model().commandLine().orElseThrow())
        .contains("--set workload.input_tokens.mean=1600 --set workload.input_tokens.p99=8000");

    press("reset");
    done();
    assertThat(state().isWhatIf()).isFalse();
    assertThat(state().best().orElseThrow().value()).isEqualTo(written);
  }

  @Test
  void aSweepIsCancelledAndResumed() {
    sweep("1..400..1");
    await("some points are there", () -> state().done() > 5);

    robot.push(KeyCode.ESCAPE);
    await("it is cancelled", () -> state().phase() == SweepState.Phase.CANCELLED);
    int kept = state().curve().orElseThrow().known().size();
    assertThat(kept).isBetween(1, 399);
    settle();
    assertThat(onWindow(() -> shows("Resume"::equals))).isTrue();
    keepPictures("sweep-cancelled");

    press("cancel");
    await("it goes on", () -> state().isBusy());
    model().cancel();
  }

  @Test
  void aWrongRangeSaysWhatIsWrong() {
    sweep("8..256*0");
    await("it is refused", () -> state().phase() == SweepState.Phase.REFUSED);
    await("it says why", () -> shows(words -> words.contains("the range 8..256*0")));
    keepPictures("sweep-refused");
  }
}
