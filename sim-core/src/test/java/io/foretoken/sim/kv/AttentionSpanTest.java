package io.foretoken.sim.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What each kind of attention reads and keeps. */
class AttentionSpanTest {
  /** 200 tokens stored: the next sees 127 of them in a window of 128, and 72 in its chunk. */
  @Test
  void whatIsNoLongerNeededHasPassed() {
    assertThat(AttentionSpan.FULL.firstNeeded(200)).isZero();
    assertThat(AttentionSpan.sliding(128).firstNeeded(200)).isEqualTo(73);
    assertThat(AttentionSpan.chunked(128).firstNeeded(200)).isEqualTo(128);
    assertThat(AttentionSpan.sliding(128).blocksPassed(200, 16)).isEqualTo(4);
    assertThat(AttentionSpan.chunked(128).blocksPassed(200, 16)).isEqualTo(8);
    assertThat(AttentionSpan.sliding(128).firstNeeded(100)).isZero();
  }

  @Test
  void whatANextTokenReads() {
    assertThat(AttentionSpan.FULL.read(200)).isEqualTo(200);
    assertThat(AttentionSpan.sliding(128).read(100)).isEqualTo(100);
    assertThat(AttentionSpan.sliding(128).read(200)).isEqualTo(128);
    assertThat(AttentionSpan.chunked(128).read(200)).isEqualTo(72);
    assertThat(AttentionSpan.chunked(128).read(256)).isZero();
  }

  @Test
  void sharingNeedsAFirstGroupOfOnePage() {
    assertThat(new KvOptions(List.of(1, 5)).isShared()).isTrue();
    assertThat(KvOptions.APART.isShared()).isFalse();
    assertThatThrownBy(() -> new KvOptions(List.of(2, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[2, 1]");
  }
}
