package io.foretoken.hardware.step;

import io.foretoken.hardware.operator.OperatorTime;
import io.foretoken.hardware.operator.PrefillAttention;
import io.foretoken.sim.step.Limit;
import io.foretoken.sim.step.RankShape;
import java.util.ArrayList;
import java.util.List;

/** Sums a step operator by operator. */
final class StepExplainer {
  private final CompiledStepTime model;
  private final List<StepExplanation.Row> rows = new ArrayList<>();
  private final double[] picosByCode = new double[OperatorTime.CODES];
  private double stagePicos;
  private double headPicos;

  StepExplainer(CompiledStepTime model) {
    this.model = model;
  }

  StepExplanation explain(RankShape[] ranks) {
    int queryTokens = 0;
    int expertTokens = 0;
    int widest = 0;
    int sequences = 0;
    int sampled = 0;
    boolean prompts = false;
    long launchFloor = 0;
    RankShape slowest = null;
    double longest = -1;
    for (RankShape rank : ranks) {
      int tokens = model.padded(Math.max(1, rank.queryTokens));
      queryTokens += rank.queryTokens;
      expertTokens += tokens;
      widest = Math.max(widest, tokens);
      sampled = Math.max(sampled, rank.sampledRows);
      sequences = Math.max(sequences, rank.decodeRows + rank.chunkCount);
      prompts |= rank.chunkCount > 0;
      launchFloor = Math.max(launchFloor, model.launchFloorPicos(rank));
      double picos = rankPicos(rank, tokens);
      if (picos > longest) {
        longest = picos;
        slowest = rank;
      }
    }
    if (queryTokens == 0) {
      return new StepExplanation(List.of(), 0, 0, 0, Limit.NONE);
    }
    addRank(slowest, ranks);
    int gpus = model.plan.parallelism().tensor() * ranks.length;
    for (TokenOperator operator : model.experts.operators()) {
      add(operator, expertTokens, queryTokens, gpus, false);
    }
    if (!model.experts.operators().isEmpty()) {
      for (TokenOperator operator : model.exchange.operators()) {
        add(operator, widest * ranks.length, 0, 0, false);
      }
    }
    long overhead = model.overheadPicos(prompts, sequences);
    addRow("preparing the step", 1, (double) overhead, 0, 0, OperatorTime.FLOOR, false);
    if (launchFloor > stagePicos) {
      double waiting = launchFloor - stagePicos;
      addRow("waiting for launches", 1, waiting, 0, 0, OperatorTime.FLOOR, false);
    }
    double launched = stagePicos;
    long thread = model.launchNanos(sequences);
    if (thread > CompiledStepTime.nanos(Math.round(stagePicos))) {
      double waiting = thread * 1e3 - stagePicos;
      addRow("waiting for the host thread", 1, waiting, 0, 0, OperatorTime.FLOOR, false);
    }
    int sampledOfAll = 0;
    for (RankShape rank : ranks) {
      sampledOfAll += rank.sampledRows;
    }
    for (TokenOperator operator : model.perSample.operators()) {
      add(operator, sampled, sampledOfAll, gpus, true);
    }
    long stage = CompiledStepTime.nanos(Math.round(stagePicos));
    long head = CompiledStepTime.nanos(Math.round(headPicos));
    long host = model.threadNanos(sequences);
    Limit limit =
        model.hostBinds(host, CompiledStepTime.nanos(Math.round(launched)), head)
            ? Limit.HOST
            : CompiledStepTime.largest(
                Math.round(picosByCode[OperatorTime.COMPUTE]),
                Math.round(picosByCode[OperatorTime.MEMORY]),
                Math.round(picosByCode[OperatorTime.FLOOR]),
                Math.round(picosByCode[OperatorTime.COMMUNICATION]));
    return new StepExplanation(rows, stage, head, host, limit);
  }

  private double rankPicos(RankShape rank, int tokens) {
    double picos = 0;
    for (TokenOperator operator : model.perToken.operators()) {
      picos += (double) OperatorTime.picos(operator.time().applyAsLong(tokens)) * operator.count();
    }
    if (model.fullLayers > 0) {
      picos += (double) OperatorTime.picos(model.fullAttention(rank)) * model.fullLayers;
    }
    if (model.windowLayers > 0) {
      picos += (double) OperatorTime.picos(windowAttention(rank)) * model.windowLayers;
    }
    return picos;
  }

  private long windowAttention(RankShape rank) {
    return CompiledStepTime.attention(
        model.windowDecode, model.windowPrefill, rank, rank.decodeWindowContext[0]);
  }

  private void addRank(RankShape slowest, RankShape[] ranks) {
    int tokens = model.padded(Math.max(1, slowest.queryTokens));
    int queryTokens = 0;
    double flops = 0;
    double bytes = 0;
    for (RankShape rank : ranks) {
      queryTokens += rank.queryTokens;
      flops += model.attentionFlops(rank);
      bytes += model.kvBytes(rank);
    }
    int tensor = model.plan.parallelism().tensor();
    int gpus = tensor * ranks.length;
    for (TokenOperator operator : model.perToken.operators()) {
      add(operator, tokens, queryTokens, gpus, false);
    }
    double layers = model.fullLayers + model.windowLayers;
    double fullShare = fullShare(ranks);
    if (model.fullLayers > 0 && layers > 0) {
      long time = model.fullAttention(slowest);
      addAttention(
          "attention", model.fullLayers, time, fullShare * flops, fullShare * bytes * tensor);
    }
    if (model.windowLayers > 0) {
      double share = 1 - fullShare;
      addAttention(
          "attention within the window",
          model.windowLayers,
          windowAttention(slowest),
          share * flops,
          share * bytes * tensor);
    }
  }

  /** Share of attention's operations that the layers with full attention have. */
  private double fullShare(RankShape[] ranks) {
    int window = model.plan.model().layerKinds().windowTokens();
    double full = 0;
    double windowed = 0;
    for (RankShape rank : ranks) {
      full += rank.decodeContext;
      if (model.windowLayers > 0) {
        windowed += rank.decodeWindowContext[0];
      }
      for (int i = 0; i < rank.chunkCount; i++) {
        full += PrefillAttention.pairs(rank.chunkNew[i], rank.chunkCached[i], 0);
        windowed += PrefillAttention.pairs(rank.chunkNew[i], rank.chunkCached[i], window);
      }
    }
    full *= model.fullLayers;
    windowed *= model.windowLayers;
    return full + windowed > 0 ? full / (full + windowed) : 1;
  }

  private void addAttention(String name, int layers, long time, double flops, double bytes) {
    addRow(
        name,
        layers,
        (double) OperatorTime.picos(time) * layers,
        flops,
        bytes,
        OperatorTime.code(time),
        false);
  }

  private void add(
      TokenOperator operator, int timedTokens, int flopTokens, int gpus, boolean lastStage) {
    long time = operator.time().applyAsLong(timedTokens);
    addRow(
        operator.name(),
        operator.count(),
        (double) OperatorTime.picos(time) * operator.count(),
        operator.flopsPerToken() * operator.count() * flopTokens,
        operator.weightBytes().applyAsDouble(timedTokens) * operator.count() * gpus,
        OperatorTime.code(time),
        lastStage);
  }

  private void addRow(
      String name,
      int count,
      double picos,
      double flops,
      double bytes,
      int code,
      boolean lastStage) {
    if (lastStage) {
      headPicos += picos;
    } else {
      stagePicos += picos;
    }
    picosByCode[code] += picos;
    rows.add(
        new StepExplanation.Row(
            name, count, picos / 1000, flops, bytes, OperatorTime.limitOf(code), lastStage));
  }
}
