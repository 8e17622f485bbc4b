package io.foretoken.validation.own;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.validation.benchmark.BenchmarkFormats;
import io.foretoken.validation.benchmark.BenchmarkRun;
import io.foretoken.validation.measured.Collected;
import io.foretoken.validation.measured.FitSplit;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.MeasuredSets;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On three small runs of the kit on a CPU, {@code --device cpu}: no measurement of a GPU. */
class OwnSetTest {
  @TempDir Path empty;

  private static Path data() throws URISyntaxException {
    return Path.of(OwnSetTest.class.getResource("/io/foretoken/validation/kit").toURI());
  }

  private static Collected read(Path folder) {
    Catalog catalog = Catalog.shipped();
    return MeasuredSets.read(folder, catalog, List.of(new OwnSet(catalog)));
  }

  private static MeasuredRun run(String id) throws URISyntaxException {
    return read(data()).runs().stream()
        .filter(run -> run.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyTraceOfTheLayoutIsARun() throws Exception {
    Collected collected = read(data());
    assertThat(collected.skipped()).isEmpty();
    assertThat(collected.runs())
        .extracting(MeasuredRun::id)
        .containsExactlyInAnyOrder(
            "kit-cpu/kit-tiny-open",
            "kit-cpu/kit-tiny-closed-preempted",
            "kit-cpu/kit-tiny-moe-closed");
    assertThat(collected.runs())
        .allSatisfy(
            run -> {
              assertThat(run.suite()).isEqualTo("own");
              assertThat(run.setup().gpu()).isEqualTo("kit-cpu");
              assertThat(run.setup().api()).isFalse();
              assertThat(run.load().requests()).isEqualTo(40);
              assertThat(run.assumptions())
                  .contains("run on a CPU to try the kit; no measurement of a GPU");
            });
  }

  @Test
  void whatIsHeldOutWasNeverFittedTo() throws Exception {
    assertThat(run("kit-cpu/kit-tiny-moe-closed").inSample()).isFalse();
    assertThat(run("kit-cpu/kit-tiny-open").inSample()).isTrue();
    assertThat(read(data()).runs()).noneMatch(FitSplit::mayFit);
  }

  @Test
  void aTraceInTheWrongFolderIsNotScored() throws Exception {
    Path from = data().resolve("own/kit-cpu/holdout/kit-tiny-moe-closed.json.gz");
    Path to = empty.resolve("own/kit-cpu/fit/kit-tiny-moe-closed.json.gz");
    Files.createDirectories(to.getParent());
    Files.copy(from, to);
    Collected collected = read(empty);
    assertThat(collected.runs()).isEmpty();
    assertThat(collected.skipped().get(0).reason())
        .isEqualTo("by its name the trace belongs in the folder holdout");
  }

  @Test
  void whatIsNoTraceOfTheKitIsSaid() throws IOException {
    Path file = empty.resolve("own/h200/" + HeldOutTraces.folder("other") + "/other.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{\"a\": 1}");
    assertThat(read(empty).skipped().get(0).reason()).contains("no benchmark result of a known");
  }

  @Test
  void aboutThirtyPercentOfNamesAreHeldOutAsPythonsZlibHasIt() {
    // zlib.crc32(b"kit-tiny-moe-closed") % 10 = 2, of "kit-tiny-open" 3 or more
    assertThat(HeldOutTraces.folder("kit-tiny-moe-closed")).isEqualTo("holdout");
    assertThat(HeldOutTraces.folder("kit-tiny-open")).isEqualTo("fit");
    long kept = IntStream.range(0, 1000).filter(i -> HeldOutTraces.contains("trace-" + i)).count();
    assertThat(kept).isBetween(250L, 350L);
  }

  @Test
  void theKitWroteWholeRunsOfABusyAndOfAPreemptingServer() throws Exception {
    Path fit = data().resolve("own/kit-cpu/fit");
    BenchmarkRun open =
        BenchmarkFormats.installed().read(fit.resolve("kit-tiny-open.json.gz")).get(0);
    assertThat(open.load().requestsPerSecond()).isEqualTo(40);
    assertThat(open.requests().orElseThrow().hasDueTimes()).isTrue();
    BenchmarkRun closed =
        BenchmarkFormats.installed().read(fit.resolve("kit-tiny-closed-preempted.json.gz")).get(0);
    // an answer and the send that follows it are one moment, and may count as two
    assertThat(closed.requests().orElseThrow().peakInFlight()).isBetween(8, 9);
    assertThat(closed.notes()).anyMatch(note -> note.matches(".*, [1-9][0-9]* preemptions"));
  }
}
