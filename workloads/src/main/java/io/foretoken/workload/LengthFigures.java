package io.foretoken.workload;

import io.foretoken.workload.length.LengthTable;
import io.foretoken.workload.trace.RequestTrace;

/**
 * What can be said of a workload's lengths before it runs, in tokens, after clipping and after
 * outputs were cut to a declared limit.
 *
 * @param meanInput mean prompt length
 * @param meanOutput mean output length
 * @param longestInput longest prompt that can come
 * @param longestOutput longest output that can come
 * @param longestTotal longest prompt and output together of one request
 */
public record LengthFigures(
    double meanInput, double meanOutput, int longestInput, int longestOutput, int longestTotal) {

  static LengthFigures of(LengthTable input, LengthTable output, int maxTokens) {
    int longest = maxTokens > 0 ? Math.min(maxTokens, output.max()) : output.max();
    return new LengthFigures(
        input.mean(),
        maxTokens > 0 ? output.meanCutTo(maxTokens) : output.mean(),
        input.max(),
        longest,
        input.max() + longest);
  }

  static LengthFigures of(RequestTrace trace, int maxTokens) {
    double inputSum = 0;
    double outputSum = 0;
    int longestInput = 0;
    int longestOutput = 0;
    int longestTotal = 0;
    for (int i = 0; i < trace.size(); i++) {
      int declared = trace.maxTokens(i) > 0 ? trace.maxTokens(i) : maxTokens;
      int output = declared > 0 ? Math.min(declared, trace.outputTokens(i)) : trace.outputTokens(i);
      inputSum += trace.inputTokens(i);
      outputSum += output;
      longestInput = Math.max(longestInput, trace.inputTokens(i));
      longestOutput = Math.max(longestOutput, output);
      longestTotal = Math.max(longestTotal, trace.inputTokens(i) + output);
    }
    return new LengthFigures(
        inputSum / trace.size(),
        outputSum / trace.size(),
        longestInput,
        longestOutput,
        longestTotal);
  }
}
