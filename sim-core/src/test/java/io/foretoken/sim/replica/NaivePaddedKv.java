package io.foretoken.sim.replica;

/** The KV cache of padded rows as a specification: block by block and row by row. */
record NaivePaddedKv(EngineConfig config) {
  private int blocksOfRow(int group, int tokens) {
    int size = config.blockSize();
    int all = 0;
    while (all * size < tokens) {
      all++;
    }
    if (config.spans().get(group).isFull()) {
      return all;
    }
    int span = config.spans().get(group).tokens();
    return Math.min(all, span / size + (span % size > 0 ? 1 : 0) + 1);
  }

  boolean fits(int rows, int tokens) {
    if (config.kv().isShared()) {
      return blocks(rows, tokens) <= config.kvBlocks()[0] - 1;
    }
    for (int group = 0; group < config.kvBlocks().length; group++) {
      if (rows * blocksOfRow(group, tokens) > config.kvBlocks()[group] - 1) {
        return false;
      }
    }
    return true;
  }

  long blocks(int rows, int tokens) {
    long blocks = 0;
    for (int row = 0; row < rows; row++) {
      for (int group = 0; group < config.kvBlocks().length; group++) {
        int pages = config.kv().isShared() ? config.kv().pages().get(group) : 1;
        blocks += (long) pages * blocksOfRow(group, tokens);
      }
    }
    return blocks;
  }
}
