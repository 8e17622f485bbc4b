package io.foretoken.validation.suite;

import io.foretoken.validation.replay.EngineFigures;
import io.foretoken.validation.replay.OperatorRoofline;
import io.foretoken.validation.score.ScoredRun;
import java.util.List;

/**
 * Whether any prediction is faster than the hardware can be.
 *
 * @param runsAbove runs with more operations or bytes than the peaks allow
 * @param operatorsAbove runs with an operator above its roofline at some shape
 * @param largestMfu highest model FLOPs utilisation of a run
 * @param largestMbu highest memory bandwidth utilisation of a run
 * @param largestOperator the operator closest to its roofline
 */
public record RooflineCheck(
    int runsAbove,
    int operatorsAbove,
    double largestMfu,
    double largestMbu,
    OperatorRoofline largestOperator) {
  /** Guards against rounding of sums of nanoseconds. */
  private static final double ROUNDING = 1e-6;

  /** Checks all runs. */
  public static RooflineCheck of(List<ScoredRun> runs) {
    int runsAbove = 0;
    int operatorsAbove = 0;
    double mfu = 0;
    double mbu = 0;
    OperatorRoofline operator = new OperatorRoofline("", 0);
    for (ScoredRun scored : runs) {
      EngineFigures engines = scored.prediction().engines();
      mfu = Math.max(mfu, engines.mfu());
      mbu = Math.max(mbu, engines.mbu());
      runsAbove += Math.max(engines.mfu(), engines.mbu()) > 1 + ROUNDING ? 1 : 0;
      OperatorRoofline own = scored.prediction().roofline();
      operatorsAbove += own.share() > 1 + ROUNDING ? 1 : 0;
      operator = own.share() > operator.share() ? own : operator;
    }
    return new RooflineCheck(runsAbove, operatorsAbove, mfu, mbu, operator);
  }

  /** Whether all is physically possible. */
  public boolean holds() {
    return runsAbove == 0 && operatorsAbove == 0;
  }
}
