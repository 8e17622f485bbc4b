package io.foretoken.ui.viewmodel.sweep;

import com.sun.management.OperatingSystemMXBean;
import io.foretoken.scenario.statistic.KeyFigure;
import io.foretoken.ui.Eventually;
import io.foretoken.ui.viewmodel.Workspace;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures what a user of the sweep screen waits for, without the window: the first point of a
 * sweep of 32 batch sizes of 10,000 requests each, its first look, all of it in full, a slider's
 * first look, and a cancellation. Docs/gui.md has the command and the figures.
 */
public final class MeasureSweep {
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private static final String TEXT =
      """
      model: llama-3.1-8b
      fleet: [{pool: main, gpu: h100-sxm-80gb, engine: {name: vllm, version: "0.19", batching: {max_num_seqs: 256, max_num_batched_tokens: 2048}}}]
      workload: {arrivals: {process: poisson, rate: 14/s}, input_tokens: 512, output_tokens: 512}
      stop: {requests: 10000}
      prices: {gpu_hour_usd: 3.0}
      sweep: {fleet.main.engine.batching.max_num_seqs: 7..255..8}
      """;

  private final Workspace workspace = new Workspace(Optional.empty(), "measure");
  private final SweepModel model = new SweepModel(workspace);

  private MeasureSweep() {}

  /** Prints the figures of some rounds; the first warms up. */
  public static void main(String[] arguments) throws InterruptedException {
    int rounds = arguments.length == 0 ? 5 : Integer.parseInt(arguments[0]);
    MeasureSweep measure = new MeasureSweep();
    measure.model.activate(true);
    measure.workspace.document().begin(TEXT);
    measure.until(SweepState.Phase.DONE);
    for (int round = 1; round <= rounds; round++) {
      measure.round(round);
    }
    measure.workspace.close();
  }

  private SweepState state() {
    return model.state().get();
  }

  private void until(SweepState.Phase phase) {
    Eventually.holds(phase.name(), () -> state().phase() == phase);
  }

  private void round(int round) throws InterruptedException {
    AtomicInteger known = new AtomicInteger();
    long begun = System.nanoTime();
    long cpu = PROCESS.getProcessCpuTime();
    model.range((1 + round % 6) + ".." + (249 + round % 6) + "..8");
    Eventually.holds("first point", () -> state().done() > 0);
    final double first = seconds(begun);
    Eventually.holds("first look", () -> state().phase() != SweepState.Phase.COARSE);
    final double look = cpuSeconds(cpu);
    until(SweepState.Phase.DONE);
    final double all = cpuSeconds(cpu);
    List<Slot> slots = state().curve().orElseThrow().slots();
    slots.forEach(slot -> known.addAndGet(slot.figures().isPresent() && !slot.coarse() ? 1 : 0));
    double steps =
        slots.stream()
            .mapToDouble(slot -> slot.figures().orElseThrow().value(KeyFigure.STEPS))
            .sum();

    cpu = PROCESS.getProcessCpuTime();
    model.slide(WhatIf.Slider.PROMPT, 500 + 10 * round);
    Eventually.holds("asked", () -> state().isWhatIf() && state().isBusy());
    Eventually.holds("slid", () -> state().phase() != SweepState.Phase.COARSE);
    final double slid = cpuSeconds(cpu);
    model.reset();
    until(SweepState.Phase.DONE);

    model.range("2.." + (249 + round) + "..1");
    Eventually.holds("busy", () -> state().done() > 10);
    begun = System.nanoTime();
    model.cancel();
    Eventually.holds("nobody works", () -> busy() == 0);
    System.out.printf(
        Locale.ROOT,
        "round %d: first point %.3f s; %d points: first look %.2f CPU-s, all %.2f CPU-s, %.1f million"
            + " steps, %.0f ns a step; slider %.2f CPU-s; cancelled after %.3f s%n",
        round,
        first,
        known.get(),
        look,
        all,
        steps / 1e6,
        all / steps * 1e9,
        slid,
        seconds(begun));
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private static double cpuSeconds(long since) {
    return (PROCESS.getProcessCpuTime() - since) / 1e9;
  }

  private static long busy() {
    return Thread.getAllStackTraces().values().stream()
        .filter(
            stack ->
                Arrays.stream(stack)
                    .anyMatch(frame -> frame.getClassName().endsWith("scenario.run.ScenarioRun")))
        .count();
  }
}
