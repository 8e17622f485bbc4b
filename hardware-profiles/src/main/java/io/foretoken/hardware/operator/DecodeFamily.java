package io.foretoken.hardware.operator;

import java.util.Optional;

/** Coefficients of decode attention by format of the KV cache; fp8 takes bf16's without its own. */
public record DecodeFamily(
    DecodeAttentionCoefficients bf16, Optional<DecodeAttentionCoefficients> fp8) {

  /** Coefficients for a KV cache in {@code format}. */
  public DecodeAttentionCoefficients of(KvCacheFormat format) {
    return format == KvCacheFormat.FP8 ? fp8.orElse(bf16) : bf16;
  }
}
