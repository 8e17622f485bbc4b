package io.foretoken.scenario.export;

import io.foretoken.scenario.figure.RequestClasses;
import io.foretoken.sim.request.Outcome;
import io.foretoken.sim.request.RequestRow;
import io.foretoken.sim.request.RequestSink;
import io.foretoken.sim.request.WaitCause;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.EnumSet;
import java.util.Set;

/**
 * {@code requests.csv}: one line per request, in the order in which clients see them end;
 * unfinished ones last. Columns are explained in {@code docs/results-reference.md}; new ones go at
 * the end.
 */
public final class RequestsCsv implements RequestSink, Closeable {
  static final String HEADER =
      "id,class,pool,replica,outcome,measured,input_tokens,output_tokens,cached_tokens,preemptions,"
          + "intended_s,sent_s,first_token_s,finished_s,ttft_s,tpot_s,e2e_s,client_queue_s,ingest_s,"
          + "wait_step_s,wait_slots_s,wait_kv_s,wait_budget_s,prefill_s,stream_s,reason,"
          + "wait_batch_s,wait_delay_s,tenant,attempts,retry_s";
  private static final long PICOS_PER_NANO = 1000;
  private static final Set<WaitCause> FIRST_CAUSES =
      EnumSet.range(WaitCause.STEP, WaitCause.BUDGET);
  private static final Set<WaitCause> LATER_CAUSES =
      EnumSet.complementOf(EnumSet.copyOf(FIRST_CAUSES));

  private final Writer out;
  private final String pool;
  private final RequestClasses classes;
  private final StringBuilder line = new StringBuilder(256);

  private RequestsCsv(Writer out, String pool, RequestClasses classes) {
    this.out = out;
    this.pool = pool;
    this.classes = classes;
  }

  /**
   * Writes the header; the caller gives a buffered writer, which {@link #close} closes.
   *
   * @param classes names of the classes and tenants that requests are of
   */
  public static RequestsCsv begin(Writer out, String pool, RequestClasses classes)
      throws IOException {
    out.write(HEADER);
    out.write('\n');
    return new RequestsCsv(out, pool, classes);
  }

  @Override
  public void accept(RequestRow row) {
    line.setLength(0);
    boolean finished = row.outcome == Outcome.FINISHED;
    boolean hasToken = row.firstTokenNanos >= 0;
    line.append(row.index).append(',');
    line.append(CsvText.quoted(classes.className(row.classIndex)));
    line.append(',').append(pool).append(',');
    if (row.replica >= 0) {
      line.append(row.replica);
    }
    line.append(',').append(row.outcome.key()).append(',').append(row.measured ? 1 : 0);
    line.append(',').append(row.inputTokens).append(',').append(row.outputTokens);
    line.append(',').append(row.cachedTokens).append(',').append(row.preemptions).append(',');
    seconds(true, row.intendedNanos);
    seconds(true, row.sentNanos);
    seconds(hasToken, row.firstTokenNanos);
    seconds(row.finishedNanos >= 0, row.finishedNanos);
    seconds(hasToken, row.firstTokenNanos - row.sentNanos);
    tpot(row, finished);
    seconds(row.finishedNanos >= 0, row.finishedNanos - row.sentNanos);
    seconds(true, row.sentNanos - row.intendedNanos);
    seconds(hasToken, row.ingestNanos);
    for (WaitCause cause : FIRST_CAUSES) {
      seconds(hasToken, row.waitNanos[cause.ordinal()]);
    }
    seconds(hasToken, row.prefillNanos);
    seconds(hasToken, row.streamNanos);
    line.append(CsvText.quoted(row.reason));
    for (WaitCause cause : LATER_CAUSES) {
      line.append(',');
      if (hasToken) {
        FixedDecimal.appendSeconds(line, row.waitNanos[cause.ordinal()]);
      }
    }
    line.append(',');
    line.append(CsvText.quoted(classes.tenants().get(row.tenant)));
    line.append(',').append(row.attempts).append(',');
    FixedDecimal.appendSeconds(line, row.retryNanos);
    line.append('\n');
    try {
      out.append(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void seconds(boolean known, long nanos) {
    if (known) {
      FixedDecimal.appendSeconds(line, nanos);
    }
    line.append(',');
  }

  private void tpot(RequestRow row, boolean finished) {
    if (finished && row.outputTokens > 1) {
      long picos =
          Math.round(
              (row.finishedNanos - row.firstTokenNanos)
                  * (double) PICOS_PER_NANO
                  / (row.outputTokens - 1));
      FixedDecimal.appendSeconds(line, picos / PICOS_PER_NANO);
      String fraction = Long.toString(picos % PICOS_PER_NANO);
      line.append("00", 0, 3 - fraction.length()).append(fraction);
    }
    line.append(',');
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
