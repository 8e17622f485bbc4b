package io.foretoken.workload.trace;

import io.foretoken.workload.content.RequestLabels;
import java.util.List;

/**
 * What the names in a trace mean in a scenario.
 *
 * @param classes labels by number of the class in the trace; empty where its classes mean nothing
 * @param tenants number of the tenant in the scenario by number of the tenant in the trace; empty
 *     where its tenants mean nothing
 * @param otherwise labels of requests that the trace gives no class
 */
public record TraceLabels(
    List<RequestLabels> classes, List<Integer> tenants, RequestLabels otherwise) {
  /** The same labels for all requests. */
  public static TraceLabels all(RequestLabels labels) {
    return new TraceLabels(List.of(), List.of(), labels);
  }

  RequestLabels of(RequestTrace trace, int request) {
    int number = trace.classNumber(request);
    return number < 0 || classes.isEmpty() ? otherwise : classes.get(number);
  }

  int tenantOf(RequestTrace trace, int request, RequestLabels labels) {
    int number = trace.tenantNumber(request);
    return number < 0 || tenants.isEmpty() ? labels.tenant() : tenants.get(number);
  }
}
