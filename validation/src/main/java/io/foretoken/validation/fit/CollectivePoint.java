package io.foretoken.validation.fit;

/**
 * One measured collective.
 *
 * @param bytes of the message; of all ranks together but for all-reduce
 */
record CollectivePoint(int gpus, double bytes, double micros) {}
