package io.foretoken.scenario.plan.program;

import io.foretoken.scenario.plan.price.Term;
import java.util.List;

/**
 * A kind of replica under a term: what the program may take whole numbers of.
 *
 * @param candidate number of the candidate
 * @param name of the candidate
 * @param term how it is paid
 * @param gpu catalogue id of its GPU
 * @param gpus of one replica
 * @param capacity millionths of a request/s that one replica counts for, above 0
 * @param cost of one replica that runs from a step up, millionths of a dollar a week, by step: for
 *     a reserved one always the same
 */
public record Offer(
    int candidate, String name, Term term, String gpu, int gpus, long capacity, List<Long> cost) {}
