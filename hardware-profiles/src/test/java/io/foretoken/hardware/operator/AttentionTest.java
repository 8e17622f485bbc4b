package io.foretoken.hardware.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.hardware.Fixtures;
import io.foretoken.sim.step.Limit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AttentionTest {
  /** 1 PFLOPS, 2 TB/s, 100 SMs, L2 of 50 MB. */
  private static final DeviceRates ROUND = new DeviceRates(1e9, 2e6, 100, 50e6);

  private static DecodeAttention decode(
      DecodeAttentionCoefficients c, int heads, boolean windowed) {
    return new DecodeAttention(c, ROUND, heads, 8, 128, 2, windowed, 1);
  }

  /**
   * Order 1, so all parts add: 64 rows of 1,000 tokens, 32 query and 8 KV heads of 128 in bf16. KV
   * 2*64000*8*128*2 = 262.144 MB, q and o 4*64*32*128 = 1.049 MB, over 2 TB/s 131.596 us; pairs
   * 3*64*8/100 = 15.36; products 4*64000*32*128 / 1e9 = 1.049; one stream 2*1000*128*2 / 1e6 =
   * 0.512; fixed 10 + 1 + 0.5*log2(1 + 1000/64) = 13.028.
   */
  @Test
  void decodeAddsItsPartsAtOrderOne() {
    DecodeAttentionCoefficients c =
        new DecodeAttentionCoefficients(10, 1, 0.5, 0, 3, 1, 1, 1, 0.02, true);

    long time = decode(c, 32, false).time(64, 64_000);

    assertThat(OperatorTime.micros(time))
        .isCloseTo(131.596288 + 15.36 + 1.048576 + 0.512 + 13.028, within(2e-3));
    assertThat(OperatorTime.limit(time)).isEqualTo(Limit.MEMORY_BANDWIDTH);
  }

  /**
   * FlashAttention-2 does not split sequences of multi-head attention or windows: one stream of
   * 1,000 tokens then runs at 0.02 TB/s, 2*1000*128*2 / 0.02e6 = 25.6 us, and pays for no
   * splitting.
   */
  @Test
  void flashAttention2DoesNotSplitWindowsOrMultiHeadAttention() {
    DecodeAttentionCoefficients c =
        new DecodeAttentionCoefficients(10, 1, 0.5, 0, 0, 1, 1, 1, 0.02, false);
    double streamed = 25.6 + 10;
    double read = (2.0 * 1000 * 8 * 128 * 2 + 4 * 8 * 128) / 2e6;
    double computed = 4.0 * 1000 * 8 * 128 / 1e9;

    assertThat(OperatorTime.micros(decode(c, 8, false).time(1, 1000)))
        .isCloseTo(streamed + read + computed, within(1e-3));
    assertThat(OperatorTime.micros(decode(c, 32, true).time(1, 1000))).isGreaterThan(streamed);
    assertThat(OperatorTime.micros(decode(c, 32, false).time(1, 1000))).isLessThan(streamed);
  }

  /** PHYSICS: on H100 KV bytes of 512 MB and more are read at 0.86 of the bandwidth. */
  @Test
  void h100ReadsLongCachesAtTheMeasuredShareOfBandwidth() {
    OperatorCoefficients h100 = CoefficientFiles.forGpu(Fixtures.H100);
    DecodeAttention attention =
        new DecodeAttention(
            h100.decodeAttention().bf16(),
            DeviceRates.of(Fixtures.H100, h100),
            32,
            8,
            128,
            2,
            false,
            1);

    double micros = OperatorTime.micros(attention.time(64, 64L * 4096));

    double share = 2.0 * 64 * 4096 * 8 * 128 * 2 / 3.35e6 / micros;
    assertThat(share).isCloseTo(0.86, within(0.04));
  }

  /** Rows beyond the tables of row counts follow the same form: no jump at 1,024 rows. */
  @Test
  void decodeIsSmoothWhereItsTablesEnd() {
    DecodeAttention attention =
        decode(CoefficientFiles.forGpu(Fixtures.H100).decodeAttention().bf16(), 32, false);

    double at1024 = OperatorTime.micros(attention.time(1024, 1_024_000));
    double at1025 = OperatorTime.micros(attention.time(1025, 1_025_000));

    assertThat(at1025 / at1024).isBetween(1.0, 1.002);
  }

  /** 4 queries after 10 stored tokens see 11 + 12 + 13 + 14 keys, counted as 4*10 + 4*4/2 = 48. */
  @Test
  void pairsAreTheTriangleAfterTheRectangle() {
    assertThat(PrefillAttention.pairs(4, 10, 0)).isEqualTo(48);
    assertThat(PrefillAttention.pairs(4, 0, 0)).isEqualTo(8);
    assertThat(PrefillAttention.pairs(4, 10, 6)).isEqualTo(24);
    assertThat(PrefillAttention.pairs(8, 0, 6)).isEqualTo(6 * 6 / 2.0 + 2 * 6);
    assertThat(PrefillAttention.pairs(8, 4, 6)).isEqualTo(2 * 4 + 2 * 2 / 2.0 + 6 * 6);
  }

  private static PrefillAttention prefill(int window) {
    PrefillAttentionCoefficients c =
        new PrefillAttentionCoefficients(10, 0, 0, 1, 0, 0, 0, 0, 1, 1);
    return new PrefillAttention(c, 0, ROUND, 32, 8, 128, 2, window, 1);
  }

  /**
   * 1,024 tokens after 3,072: pairs 1024*3072 + 1024^2/2 + 1024/2 (half a key of masking per row) =
   * 3.6705e6; 4*32*128 * pairs / 1e9 = 60.137 us; stored 2*3072*8*128*2 = 12.58 MB / 2e6 = 6.291
   * us; fixed 10.
   */
  @Test
  void prefillReadsWhatIsStored() {
    double micros = OperatorTime.micros(prefill(0).time(1, new int[] {1024}, new int[] {3072}));

    double pairs = 1024.0 * 3072 + 1024.0 * 1024 / 2 + 512;
    assertThat(micros).isCloseTo(16_384 * pairs / 1e9 + 12_582_912 / 2e6 + 10, within(1e-3));
  }

  /** Two prompts of a step share one call: the fixed cost is paid once. */
  @Test
  void promptsOfAStepShareOneCall() {
    PrefillAttention attention = prefill(0);
    double one = OperatorTime.micros(attention.time(1, new int[] {512}, new int[] {0}));
    double two = OperatorTime.micros(attention.time(2, new int[] {512, 512}, new int[] {0, 0}));

    assertThat(two).isCloseTo(2 * one - 10, within(1e-3));
  }

  /** Chunks of a prompt do the same products as the prompt at once. */
  @Test
  void chunksAddUpToTheWholePrompt() {
    double whole = PrefillAttention.pairs(8192, 0, 0);
    double chunks = 0;
    for (int done = 0; done < 8192; done += 2048) {
      chunks += PrefillAttention.pairs(2048, done, 0);
    }
    assertThat(chunks).isEqualTo(whole);
  }

  /** Measured at e^0.4 = 1.49 times the form everywhere. */
  private static Optional<CorrectionGrid> slower(String... names) {
    List<CorrectionAxis> axes = Stream.of(names).map(n -> CorrectionAxis.of(n, 1, 4096)).toList();
    double[] logs = new double[1 << names.length];
    Arrays.fill(logs, 0.4);
    return Optional.of(CorrectionTable.of(axes, logs).grid());
  }

  @Test
  void decodeIsDrawnThroughWhatWasMeasured() {
    DecodeAttentionCoefficients c =
        new DecodeAttentionCoefficients(10, 1, 0.5, 0.2, 3, 1, 2, 1, 0.02, true);
    Optional<CorrectionGrid> measured =
        slower("head_dim", "kv_heads", "heads_per_kv_head", "rows", "length");
    DecodeAttention corrected = new DecodeAttention(c, measured, ROUND, 32, 8, 128, 2, false, 1);

    for (int rows : new int[] {1, 7, 300}) {
      double plain = OperatorTime.micros(decode(c, 32, false).time(rows, rows * 777L));
      assertThat(OperatorTime.micros(corrected.time(rows, rows * 777L)))
          .isCloseTo(StrictMath.exp(0.4) * plain, within(2e-3 * plain));
    }
  }

  /** The fixed cost that another operator has paid is taken off once, and never more than that. */
  @Test
  void whatIsPaidIsTakenOff() {
    DecodeAttentionCoefficients c =
        new DecodeAttentionCoefficients(10, 0, 0, 0, 3, 1, 1, 1, 0.02, true);
    double whole = OperatorTime.micros(decode(c, 32, false).time(8, 8000));

    assertThat(OperatorTime.micros(decode(c, 32, false).timeWithout(8, 8000, 4)))
        .isCloseTo(whole - 4, within(1e-5));
    assertThat(OperatorTime.micros(decode(c, 32, false).timeWithout(8, 8000, 99)))
        .isCloseTo(whole - 10, within(1e-5));
  }

  /** Eight lengths an octave, straight between them: 2^18 and beyond go on at the last slope. */
  @Test
  void lengthsBeyondTheTableGoOn() {
    DecodeAttentionCoefficients c =
        new DecodeAttentionCoefficients(10, 0, 0, 0, 0, 1, 1, 1, 0.02, true);
    double at = OperatorTime.micros(decode(c, 32, false).time(1, 1 << 18));
    double twice = OperatorTime.micros(decode(c, 32, false).time(1, 1 << 19));

    assertThat(twice - 10).isCloseTo(2 * (at - 10), within(1e-3 * at));
  }

  @Test
  void prefillIsDrawnThroughWhatWasMeasured() {
    PrefillAttentionCoefficients c =
        new PrefillAttentionCoefficients(10, 0.3, 20, 64, 0.5, 1.5, 0.5, 1, 1.5, 0.5);
    Optional<CorrectionGrid> measured =
        slower("head_dim", "heads", "heads_per_kv_head", "prompts", "tokens");
    PrefillAttention plain = new PrefillAttention(c, 0.1, ROUND, 32, 8, 128, 2, 0, 1);
    PrefillAttention corrected = new PrefillAttention(c, measured, 0.1, ROUND, 32, 8, 128, 2, 0, 1);
    int[] fresh = {900, 300};
    int[] stored = {0, 5000};

    assertThat(OperatorTime.micros(corrected.time(2, fresh, stored)))
        .isCloseTo(
            StrictMath.exp(0.4) * OperatorTime.micros(plain.time(2, fresh, stored)), within(0.05));
  }
}
