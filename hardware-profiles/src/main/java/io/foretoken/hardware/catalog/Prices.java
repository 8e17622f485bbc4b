package io.foretoken.hardware.catalog;

import io.foretoken.hardware.price.Price;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The prices known, a user's own apart from the shipped ones. Shipped rows are read on demand. */
final class Prices {
  private final List<ShippedFile.Chunk> chunks;
  private final Map<String, List<Price>> read = new HashMap<>();
  private final List<Price> own = new ArrayList<>();

  Prices(List<ShippedFile.Chunk> chunks) {
    this.chunks = chunks;
  }

  void addOwn(Price price) {
    own.add(price);
  }

  List<Price> own(String gpu) {
    return own.stream().filter(price -> price.gpu().equals(gpu)).toList();
  }

  synchronized List<Price> shipped(String gpu) {
    return read.computeIfAbsent(
        gpu,
        id ->
            chunks.stream()
                .filter(chunk -> chunk.id().equals(id))
                .map(chunk -> chunk.bind("prices.yaml", PriceRow.class).price(id))
                .toList());
  }

  List<Price> all() {
    Stream<Price> shipped =
        chunks.stream().map(ShippedFile.Chunk::id).distinct().flatMap(id -> shipped(id).stream());
    return Stream.concat(own.stream(), shipped).toList();
  }
}
