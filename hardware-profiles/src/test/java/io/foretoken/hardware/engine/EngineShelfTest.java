package io.foretoken.hardware.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EngineShelfTest {
  private static final EngineProfile SHIPPED = EngineProfiles.newest("tensorrt-llm");

  /** For the versions of the newest that ships, under a name of its own for them. */
  private static final EngineProfile OWN =
      new EngineProfile(
          SHIPPED.name(),
          SHIPPED.version() + ".1",
          SHIPPED.from(),
          SHIPPED.until(),
          SHIPPED.api(),
          SHIPPED.host(),
          SHIPPED.device(),
          SHIPPED.kernels(),
          SHIPPED.graphs(),
          SHIPPED.batching(),
          SHIPPED.memory(),
          SHIPPED.provenance(),
          SHIPPED.source());

  private static final EngineShelf SHELF = new EngineShelf(List.of(OWN));

  @Test
  void anOwnProfileStandsForItsVersionsUnderEveryNameOfTheEngine() {
    for (String name : List.of("tensorrt-llm", "trtllm")) {
      assertThat(SHELF.find(name, Optional.empty())).as(name).isEqualTo(OWN);
      assertThat(SHELF.find(name, Optional.of(SHIPPED.version()))).as(name).isEqualTo(OWN);
    }
  }

  @Test
  void otherEnginesAndVersionsAreTheShippedOnes() {
    assertThat(SHELF.find("vllm", Optional.empty())).isEqualTo(EngineProfiles.newest("vllm"));
    EngineProfile older = EngineProfiles.of("tensorrt-llm").get(0);
    assertThat(older).isNotEqualTo(SHIPPED);
    assertThat(SHELF.find("tensorrt-llm", Optional.of(older.version()))).isEqualTo(older);
  }
}
