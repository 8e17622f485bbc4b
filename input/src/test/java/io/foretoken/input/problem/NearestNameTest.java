package io.foretoken.input.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
  private static final List<String> KEYS =
      List.of(
          "max_num_seqs", "max_num_batched_tokens", "enable_chunked_prefill", "name", "version");

  @ParameterizedTest
  @CsvSource({
    "max_num_seq, max_num_seqs", // one letter missing
    "max_num_seqss, max_num_seqs", // one too many
    "nmae, name", // two neighbours swapped count as one
    "vresion, version",
    "Max-Num-Seqs, max_num_seqs", // case and dashes do not count
    "chunked_prefill, enable_chunked_prefill", // a part of the name
    "max_num_batched_tokens_per_step, max_num_batched_tokens" // the name is a part of it
  })
  void findsTheNameThatWasMeant(String wanted, String meant) {
    assertThat(NearestName.of(wanted, KEYS)).contains(meant);
  }

  @Test
  void findsNothingWhereNothingIsNear() {
    assertThat(NearestName.of("quantum", KEYS)).isEmpty();
    assertThat(NearestName.of("", KEYS)).isEmpty();
    assertThat(NearestName.of("xy", KEYS)).isEmpty();
    assertThat(NearestName.of("name", List.of())).isEmpty();
  }

  @Test
  void twoLettersOffIsTooFarForAShortName() {
    assertThat(NearestName.of("nema", List.of("name"))).isEmpty();
    assertThat(NearestName.of("tp", List.of("dp"))).contains("dp");
  }

  @Test
  void takesTheFirstOfTwoEquallyNear() {
    assertThat(NearestName.of("pool_x", List.of("pool_a", "pool_b"))).contains("pool_a");
  }
}
