package io.foretoken.scenario.facts;

import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Named;
import io.foretoken.workload.arrival.ArrivalOptions;
import io.foretoken.workload.length.LengthOptions;
import java.util.ArrayList;
import java.util.List;

/** What a workload section can be made of, from the declarations that read it. */
public final class WorkloadKinds {
  private WorkloadKinds() {}

  /**
   * One kind of arrivals or lengths.
   *
   * @param key where it is written, such as {@code arrivals.process}
   * @param name what is written there
   * @param meaning one sentence
   */
  public record Kind(String key, String name, String meaning) {}

  /** All kinds, in the order of the schema. */
  public static List<Kind> all() {
    List<Kind> kinds = new ArrayList<>();
    add(kinds, "arrivals.process", ArrivalOptions.class);
    add(kinds, "input_tokens.distribution", LengthOptions.class);
    return List.copyOf(kinds);
  }

  private static void add(List<Kind> kinds, String key, Class<?> sealed) {
    for (Class<?> variant : sealed.getPermittedSubclasses()) {
      Doc doc = variant.getAnnotation(Doc.class);
      String name = variant.getAnnotation(Named.class).value()[0];
      kinds.add(new Kind(key, name, doc == null ? "" : doc.value()));
    }
  }
}
