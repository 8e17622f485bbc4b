package io.foretoken.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.ui.WindowTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostScreenTest extends WindowTest {
  private static final Path SCENARIO = Path.of("..", "scenarios", "rent-or-buy.yaml");

  @TempDir private Path folder;

  @Test
  void pricesAreTriedAndTheTableIsSaved() throws Exception {
    workspace.open(SCENARIO);
    await("the scenario is checked", () -> workspace.document().state().get().valid().isPresent());
    onWindow(
        () -> {
          workspace.screen().set("Cost");
          return null;
        });
    await("there is a sheet", () -> workspace.cost().state().get().sheet().isPresent());
    settle();
    assertThat(onWindow(() -> shows("Per 1M output tokens"::equals))).isTrue();
    keepPictures("cost");

    TextField gpuHour = node(TextField.class, "price-GPU_HOUR");
    onWindow(
        () -> {
          gpuHour.requestFocus();
          gpuHour.selectAll();
          return null;
        });
    robot.write("1.5");
    await("the price holds", () -> shows("tried here; the scenario says 2.99"::equals));
    keepPictures("cost-tried");

    answer = folder;
    onWindow(
        () -> {
          shell().actions().stream()
              .filter(action -> action.name().equals("Export: Cost, CSV"))
              .findFirst()
              .orElseThrow()
              .run()
              .run();
          return null;
        });
    await("it is saved", () -> Files.exists(folder.resolve("cost.csv")));
    // 2 GPUs at $1.50 an hour
    assertThat(Files.readString(folder.resolve("cost.csv"), StandardCharsets.UTF_8))
        .contains("all,,\"rental, reserved\",per_hour,3.000000000");
  }
}
