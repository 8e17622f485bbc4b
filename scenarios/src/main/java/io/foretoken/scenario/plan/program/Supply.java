package io.foretoken.scenario.plan.program;

import io.foretoken.scenario.plan.price.Term;
import java.util.Optional;

/**
 * How many GPUs can be had at most.
 *
 * @param gpu catalogue id
 * @param term of which term; empty for all together
 */
public record Supply(String gpu, Optional<Term> term, int gpus) {
  /** GPUs of one replica that count against it. */
  int used(Offer offer) {
    boolean counts = offer.gpu().equals(gpu) && (term.isEmpty() || term.get() == offer.term());
    return counts ? offer.gpus() : 0;
  }
}
