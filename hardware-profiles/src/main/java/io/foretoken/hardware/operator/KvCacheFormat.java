package io.foretoken.hardware.operator;

import java.util.Locale;
import java.util.Optional;

/** Number formats of the KV cache. {@code auto} in files is the 16-bit one. */
public enum KvCacheFormat {
  BF16(2),
  FP16(2),
  FP8(1);

  private final int bytesPerElement;

  KvCacheFormat(int bytesPerElement) {
    this.bytesPerElement = bytesPerElement;
  }

  public int bytesPerElement() {
    return bytesPerElement;
  }

  /** The name in files, such as {@code fp8}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The format with the given name, if there is one; {@code auto} is {@link #BF16}. */
  public static Optional<KvCacheFormat> of(String id) {
    if (id.equals("auto")) {
      return Optional.of(BF16);
    }
    if (id.startsWith("fp8")) {
      return Optional.of(FP8);
    }
    for (KvCacheFormat format : values()) {
      if (format.id().equals(id)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
