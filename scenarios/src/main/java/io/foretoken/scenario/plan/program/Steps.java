package io.foretoken.scenario.plan.program;

import io.foretoken.scenario.plan.forecast.Forecast;
import io.foretoken.scenario.plan.forecast.ForecastCase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * From the loads of a week to few sizes of the fleet.
 *
 * <p>First, a load that lasts for less than the least time that a replica runs is taken to last so
 * long: every stretch of the week with at least some load v is made as long as that, forward in
 * time. A fleet that grows with the load only then keeps every replica so long.
 *
 * <p>Then, where there are more different loads than sizes wanted, they are divided into as many
 * runs of neighbours as there are sizes, so that the sum over the hours of (load of the size - load
 * of the hour) is least; each run has the size of its highest load. Twice the loads give twice the
 * sizes.
 */
public final class Steps {
  private static final double WEEK = Forecast.HOURS_PER_WEEK;

  private Steps() {}

  /**
   * The sizes, by ascending load.
   *
   * @param minUptimeHours how long a replica runs at least
   * @param most sizes at most
   */
  public static List<Step> of(
      Forecast forecast, ForecastCase which, double minUptimeHours, int most) {
    double[] loads = new double[forecast.week().size()];
    for (int at = 0; at < loads.length; at++) {
      loads[at] = forecast.rate(forecast.week().get(at).period(), which);
    }
    return grouped(forecast, held(forecast.week(), loads, minUptimeHours), most);
  }

  /** The loads with every rise made as long as a replica runs at least. */
  static double[] held(List<Forecast.Piece> week, double[] loads, double minUptimeHours) {
    double[] held = loads.clone();
    if (minUptimeHours <= 0) {
      return held;
    }
    double[] levels = Arrays.stream(loads).distinct().sorted().toArray();
    int count = loads.length;
    for (double level : levels) {
      for (int first = 0; first < count; first++) {
        boolean begins = loads[first] >= level && loads[(first + count - 1) % count] < level;
        if (!begins) {
          continue;
        }
        double until = 0;
        int at = first;
        while (loads[at] >= level || until < Math.min(minUptimeHours, WEEK)) {
          held[at] = Math.max(held[at], level);
          until += week.get(at).hours();
          at = (at + 1) % count;
          if (at == first) {
            break;
          }
        }
      }
    }
    return held;
  }

  private static List<Step> grouped(Forecast forecast, double[] loads, int most) {
    double[] levels = Arrays.stream(loads).distinct().sorted().toArray();
    double[] hours = new double[levels.length];
    for (int at = 0; at < loads.length; at++) {
      hours[Arrays.binarySearch(levels, loads[at])] += forecast.week().get(at).hours();
    }
    int[] top = tops(levels, hours, Math.min(most, levels.length));
    List<Step> steps = new ArrayList<>();
    int from = 0;
    for (int last : top) {
      List<Integer> pieces = new ArrayList<>();
      double sum = 0;
      for (int at = 0; at < loads.length; at++) {
        if (loads[at] >= levels[from] && loads[at] <= levels[last]) {
          pieces.add(at);
          sum += forecast.week().get(at).hours();
        }
      }
      steps.add(new Step(levels[last], sum, List.copyOf(pieces)));
      from = last + 1;
    }
    return List.copyOf(steps);
  }

  /** Numbers of the highest level of every group: the division with the least load that is idle. */
  private static int[] tops(double[] levels, double[] hours, int groups) {
    int count = levels.length;
    double[][] least = new double[groups + 1][count + 1];
    int[][] cut = new int[groups + 1][count + 1];
    for (double[] row : least) {
      Arrays.fill(row, Double.POSITIVE_INFINITY);
    }
    least[0][0] = 0;
    for (int group = 1; group <= groups; group++) {
      for (int end = group; end <= count; end++) {
        double idle = 0;
        for (int begin = end - 1; begin >= group - 1; begin--) {
          idle += hours[begin] * (levels[end - 1] - levels[begin]);
          if (least[group - 1][begin] + idle < least[group][end]) {
            least[group][end] = least[group - 1][begin] + idle;
            cut[group][end] = begin;
          }
        }
      }
    }
    int[] tops = new int[groups];
    int end = count;
    for (int group = groups; group >= 1; group--) {
      tops[group - 1] = end - 1;
      end = cut[group][end];
    }
    return tops;
  }
}
