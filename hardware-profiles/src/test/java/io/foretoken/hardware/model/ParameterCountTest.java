package io.foretoken.hardware.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.catalog.ModelEntry;
import io.foretoken.input.problem.Origin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ParameterCountTest {
  private static final Catalog CATALOG = Catalog.shipped();

  @Test
  void llama8bByHand() {
    ParameterCount count = count("llama-3.1-8b");
    // Embedding and head: 128256 x 4096. Attention per layer: queries and output 4096 x 4096 each,
    // keys and values 4096 x 8 x 128 each. MLP per layer: 3 x 4096 x 14336. Norms: 2 a layer and
    // one at the end.
    assertThat(count.embeddings()).isEqualTo(525_336_576L);
    assertThat(count.lmHead()).isEqualTo(525_336_576L);
    assertThat(count.attention()).isEqualTo(32L * (2 * 16_777_216 + 2 * 4_194_304));
    assertThat(count.mlp()).isEqualTo(32L * 3 * 4096 * 14336);
    assertThat(count.norms()).isEqualTo(65L * 4096);
    assertThat(count.experts()).isZero();
    // The checkpoint has exactly this many.
    assertThat(count.total()).isEqualTo(8_030_261_248L);
    assertThat(count.active()).isEqualTo(count.total());
    assertThat(count.activePerStep()).isEqualTo(count.total() - 525_336_576L);
  }

  @Test
  void mixtralByHand() {
    ParameterCount count = count("mixtral-8x7b");
    // 32 layers x 8 experts x 3 x 4096 x 14336, of which a token visits 2 of 8.
    assertThat(count.experts()).isEqualTo(32L * 8 * 3 * 4096 * 14336);
    assertThat(count.activeExperts()).isEqualTo(count.experts() / 4);
    assertThat(count.router()).isEqualTo(32L * 4096 * 8);
    assertThat(count.mlp()).isZero();
    assertThat(count.total()).isEqualTo(46_702_792_704L);
  }

  @Test
  void deepSeekV3ByHand() {
    ParameterCount count = count("deepseek-v3");
    // Latent attention per layer: queries 7168 x 1536 + 1536 x 128 x 192, latent down 7168 x 576,
    // up 512 x 128 x 256, output 128 x 128 x 7168, and the norms of both latents.
    long layer = 7168L * 1536 + 1536L * 24576 + 7168L * 576 + 512L * 32768 + 16384L * 7168 + 2048;
    assertThat(count.attention()).isEqualTo(61 * layer);
    // 58 layers x 256 experts x 3 x 7168 x 2048; one shared expert; three dense layers.
    assertThat(count.experts()).isEqualTo(58L * 256 * 3 * 7168 * 2048);
    assertThat(count.sharedExperts()).isEqualTo(58L * 3 * 7168 * 2048);
    assertThat(count.mlp()).isEqualTo(3L * 3 * 7168 * 18432);
    assertThat(count.total() / 1e9).isCloseTo(671.0, within(0.1));
    assertThat(count.active() / 1e9).isCloseTo(37.5, within(0.1));
  }

  @Test
  void tiedEmbeddingsAreCountedOnceAndReadWhole() {
    ParameterCount count = count("gemma-2-9b");
    assertThat(count.lmHead()).isZero();
    assertThat(count.activePerStep()).isEqualTo(count.total());
  }

  @Test
  void totalsAgreeWithThePublishedOnesExceptWhereTheVendorRounds() {
    List<String> apart = new ArrayList<>();
    int published = 0;
    for (ModelEntry model : CATALOG.models()) {
      if (model.publishedTotalBillions().isPresent()) {
        published++;
        double total = ParameterCount.of(model.shape()).total() / 1e9;
        double stated = model.publishedTotalBillions().getAsDouble();
        if (Math.abs(total / stated - 1) > 0.013) {
          apart.add(model.id());
        }
      }
    }
    assertThat(published).isEqualTo(96);
    // Their vendor calls 1.026 trillion "1T".
    assertThat(apart).containsExactly("kimi-k2", "kimi-k2.5");
  }

  /**
   * model-checks.csv holds what another counter, written independently, made of the same models, in
   * 10^9 with four decimals. 0.1 %: what {@link ParameterCount} says it leaves out.
   */
  @Test
  void countsAgreeWithAnIndependentCounter() throws IOException {
    int checked = 0;
    for (String[] row : checks()) {
      ParameterCount count = count(row[0]);
      assertThat(count.total() / 1e9)
          .as(row[0] + " total")
          .isCloseTo(Double.parseDouble(row[1]), within(0.001 * Double.parseDouble(row[1])));
      assertThat(count.active() / 1e9)
          .as(row[0] + " active")
          .isCloseTo(Double.parseDouble(row[2]), within(0.002 * Double.parseDouble(row[2])));
      assertThat(count.activePerStep() / 1e9)
          .as(row[0] + " active per step")
          .isCloseTo(Double.parseDouble(row[3]), within(0.002 * Double.parseDouble(row[3])));
      checked++;
    }
    assertThat(checked).isEqualTo(99);
  }

  @Test
  void cachedElementsAgreeWithTheIndependentCounterExactly() throws IOException {
    for (String[] row : checks()) {
      CachedElements cached = CachedElements.of(shape(row[0]));
      assertThat(cached)
          .as(row[0])
          .isEqualTo(new CachedElements(Long.parseLong(row[4]), Long.parseLong(row[5])));
    }
  }

  private static ParameterCount count(String id) {
    return ParameterCount.of(shape(id));
  }

  private static ModelShape shape(String id) {
    return CATALOG.model(id, Origin.argument(id), "").shape();
  }

  private static List<String[]> checks() throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Catalog.class.getResourceAsStream("model-checks.csv")),
                StandardCharsets.UTF_8))) {
      return in.lines().skip(1).map(line -> line.split(",", -1)).toList();
    }
  }
}
