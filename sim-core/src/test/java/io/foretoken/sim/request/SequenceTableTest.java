package io.foretoken.sim.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SequenceTableTest {
  private final SequenceTable table = new SequenceTable();

  // 10 prompt tokens, 3 declared, 2 true:
  //   chunk of 6: 4 left    chunk of 4: samples, 1 needed    decode: samples, 1 needed
  //   decode: 3 sampled = limit, nothing needed
  @Test
  void needIsTheRestOfThePromptThenOnePerStepUntilTheDeclaredLimit() {
    int slot = table.add(0, 10, 2, 3);

    assertThat(table.needed(slot)).isEqualTo(10);
    assertThat(table.schedule(slot, 6)).isFalse();
    assertThat(table.isDecoding(slot)).isFalse();
    assertThat(table.needed(slot)).isEqualTo(4);
    assertThat(table.schedule(slot, 4)).isTrue();
    assertThat(table.isDecoding(slot)).isTrue();
    assertThat(table.needed(slot)).isEqualTo(1);
    assertThat(table.schedule(slot, 1)).isTrue();
    assertThat(table.needed(slot)).isEqualTo(1);
    assertThat(table.schedule(slot, 1)).isTrue();
    assertThat(table.needed(slot)).isZero();
    assertThat(table.length(slot)).isEqualTo(13);
    assertThat(table.computed(slot)).isEqualTo(12);
  }

  // emission trails scheduling and ends at the true length
  @Test
  void emissionEndsAtTheTrueOutputLength() {
    int slot = table.add(0, 10, 2, 3);
    table.schedule(slot, 10);
    table.schedule(slot, 1);

    assertThat(table.lastEmission(slot)).isEqualTo(-1);
    assertThat(table.emit(slot, 100)).isFalse();
    assertThat(table.lastEmission(slot)).isEqualTo(100);
    assertThat(table.emit(slot, 200)).isTrue();
    assertThat(table.emitted(slot)).isEqualTo(2);
  }

  // preempted after 2 tokens: 10 + 2 to compute again, and the third token with them
  @Test
  void preemptedSequenceComputesPromptAndGeneratedTokensAgain() {
    int slot = table.add(0, 10, 5, 5);
    table.running(slot, true);
    table.blocks(slot, 3);
    table.schedule(slot, 10);
    table.schedule(slot, 1);
    table.preempt(slot);

    assertThat(table.needed(slot)).isEqualTo(12);
    assertThat(table.blocks(slot)).isZero();
    assertThat(table.isDecoding(slot)).isFalse();
    assertThat(table.isRunning(slot)).isFalse();
    assertThat(table.schedule(slot, 12)).isTrue();
    assertThat(table.length(slot)).isEqualTo(13);
  }

  @Test
  void cachedPrefixIsNotComputed() {
    int slot = table.add(0, 10, 5, 5);
    table.startAt(slot, 8);

    assertThat(table.needed(slot)).isEqualTo(2);
    assertThat(table.schedule(slot, 2)).isTrue();
  }

  @Test
  void epochTellsTwoSequencesOfOneSlotApart() {
    int slot = table.add(0, 10, 5, 5);
    int before = table.epoch(slot);
    table.emit(slot, 100);
    table.remove(slot);
    int again = table.add(1, 20, 6, 6);

    assertThat(again).isEqualTo(slot);
    assertThat(table.epoch(again)).isNotEqualTo(before);
    assertThat(table.request(again)).isEqualTo(1);
    assertThat(table.emitted(again)).isZero();
    assertThat(table.lastEmission(again)).isEqualTo(-1);
    assertThat(table.needed(again)).isEqualTo(20);
    assertThat(table.live()).isEqualTo(1);
  }

  @Test
  void growsBeyondItsFirstSlots() {
    for (int sequence = 0; sequence < 500; sequence++) {
      int slot = table.add(sequence, sequence + 1, 1, 1);
      assertThat(table.request(slot)).isEqualTo(sequence);
    }

    assertThat(table.live()).isEqualTo(500);
  }
}
