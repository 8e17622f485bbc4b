package io.foretoken.sim.check;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.replica.Engine;
import io.foretoken.sim.replica.EngineFactory;
import io.foretoken.sim.replica.EngineHost;
import io.foretoken.sim.replica.NaiveEngine;
import io.foretoken.sim.request.RequestDraft;
import io.foretoken.sim.request.RequestTable;
import io.foretoken.sim.request.WaitCause;
import io.foretoken.sim.step.StepCost;
import io.foretoken.sim.testkit.Ask;
import io.foretoken.sim.testkit.Bench;
import io.foretoken.sim.testkit.ListSource;
import io.foretoken.sim.time.EventKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Engines that lie to their simulation. Each breaks one invariant and is caught by its number; an
 * honest engine passes the same run.
 */
class RunChecksTest {

  @Test
  void honestEngineIsNotBlamed() {
    assertThatCode(() -> bench(NaiveEngine::new).run()).doesNotThrowAnyException();
  }

  @Test
  void i1EngineThatDropsARequestFromTheTable() {
    EngineFactory dropping =
        TamperedEngine.engines(
            (engine, requests) ->
                new TamperedEngine(engine, requests) {
                  @Override
                  public void arrive(int request, long atNanos) {
                    requests.remove(request);
                  }
                });

    assertBlamed("I1", bench(dropping));
  }

  @Test
  void i8RequestWithMoreTokensThanItWasToGenerate() {
    assertBlamed(
        "I8",
        bench(
            TamperedHost.engines(
                (host, requests, meter) ->
                    new TamperedHost(host, requests, meter) {
                      @Override
                      public void firstToken(int request, long stepEnd, long sentNanos) {
                        super.firstToken(request, stepEnd, sentNanos);
                        requests.emitted(request, 99);
                      }
                    })));
  }

  @Test
  void i8RequestThatEndsBeforeItsLastToken() {
    assertBlamed(
        "I8",
        bench(
            TamperedHost.engines(
                (host, requests, meter) ->
                    new TamperedHost(host, requests, meter) {
                      @Override
                      public void firstToken(int request, long stepEnd, long sentNanos) {
                        super.firstToken(request, stepEnd, sentNanos);
                        super.finished(request, stepEnd, sentNanos);
                      }
                    })));
  }

  @Test
  void i9TimeToFirstTokenWithARest() {
    assertBlamed("I9", bench(addingWaits(5, 0)));
  }

  @Test
  void i9NegativeWait() {
    assertBlamed("I9", bench(addingWaits(5, -5)));
  }

  private static EngineFactory addingWaits(long forBudget, long forKv) {
    return TamperedHost.engines(
        (host, requests, meter) ->
            new TamperedHost(host, requests, meter) {
              @Override
              public void firstToken(int request, long stepEnd, long sentNanos) {
                super.firstToken(request, stepEnd, sentNanos);
                requests.addWait(request, WaitCause.BUDGET, forBudget);
                requests.addWait(request, WaitCause.KV, forKv);
              }
            });
  }

  @Test
  void i10RequestThatMovesToAnotherReplicaUnseenByTheRouter() {
    EngineFactory moving =
        TamperedEngine.engines(
            (engine, requests) ->
                new TamperedEngine(engine, requests) {
                  @Override
                  public void arrive(int request, long atNanos) {
                    requests.routedTo(request, 1);
                    super.arrive(request, atNanos);
                  }
                });

    assertBlamed("I10", bench(moving).replicas(2, "round-robin"));
  }

  @Test
  void i11FinishedRequestWithoutAFirstToken() {
    assertBlamed(
        "I11",
        bench(
            TamperedHost.engines(
                (host, requests, meter) ->
                    new TamperedHost(host, requests, meter) {
                      @Override
                      public void firstToken(int request, long stepEnd, long sentNanos) {
                        // kept to itself
                      }
                    })));
  }

  @Test
  void i11RequestSentBeforeItWasIntended() {
    ListSource early =
        new ListSource(List.of(Ask.of(5, 10, 3))) {
          @Override
          public void next(RequestDraft out) {
            super.next(out);
            out.intendedNanos = out.sentNanos + 1;
          }
        };

    assertBlamed("I11", bench(NaiveEngine::new).source(early));
  }

  @Test
  void i12RequestThatIsNeverAnswered() {
    EngineFactory deaf =
        TamperedEngine.engines(
            (engine, requests) ->
                new TamperedEngine(engine, requests) {
                  @Override
                  public void arrive(int request, long atNanos) {
                    // never heard of it
                  }
                });

    assertBlamed("I12", bench(deaf));
  }

  @Test
  void i12EngineThatKeepsASequence() {
    EngineFactory keeping =
        TamperedEngine.engines(
            (engine, requests) ->
                new TamperedEngine(engine, requests) {
                  @Override
                  public int held() {
                    return 1;
                  }
                });

    assertBlamed("I12", bench(keeping));
  }

  @Test
  void i12EngineThatKeepsABlock() {
    EngineFactory leaking =
        (replica, deployment, requests, host, meter) ->
            leakingAtTheEnd(
                new NaiveEngine(replica, deployment, requests, host, meter), requests, meter);

    assertBlamed("I12", bench(leaking));
  }

  private static Engine leakingAtTheEnd(Engine engine, RequestTable requests, ReplicaMeter meter) {
    return new TamperedEngine(engine, requests) {
      @Override
      public void wake(EventKind kind, long now) {
        super.wake(kind, now);
        meter.kvBlocks.set(now, meter.kvBlocks.value() + 1);
      }
    };
  }

  @Test
  void i13TokensThatNobodyGot() {
    assertBlamed(
        "I13",
        bench(
            TamperedHost.engines(
                (host, requests, meter) ->
                    new TamperedHost(host, requests, meter) {
                      @Override
                      public void firstToken(int request, long stepEnd, long sentNanos) {
                        super.firstToken(request, stepEnd, sentNanos);
                        meter.stepEnded(stepEnd, 1, 0, 1, 1, 0, new StepCost(1));
                      }
                    })));
  }

  @Test
  void i14SecondFirstToken() {
    assertBlamed(
        "I14",
        bench(
            TamperedHost.engines(
                (host, requests, meter) ->
                    new TamperedHost(host, requests, meter) {
                      @Override
                      public void firstToken(int request, long stepEnd, long sentNanos) {
                        super.firstToken(request, stepEnd, sentNanos);
                        super.firstToken(request, stepEnd, sentNanos);
                      }
                    })));
  }

  @Test
  void i14SecondAnswer() {
    assertBlamed(
        "I14",
        bench(
            TamperedHost.engines(
                (host, requests, meter) ->
                    new TamperedHost(host, requests, meter) {
                      @Override
                      public void finished(int request, long nanos, long sentNanos) {
                        super.finished(request, nanos, sentNanos);
                        super.finished(request, nanos, sentNanos);
                      }
                    })));
  }

  // the second request is sent at 5000; a step that ends at 1,000,000 cannot be known at 1010
  @Test
  void i16StepSimulatedBeyondTheNextArrival() {
    assertBlamed(
        "I16",
        bench(
            TamperedHost.engines(
                (host, requests, meter) ->
                    new TamperedHost(host, requests, meter) {
                      @Override
                      public void firstToken(int request, long stepEnd, long sentNanos) {
                        super.firstToken(request, stepEnd + 1_000_000, sentNanos);
                      }
                    })));
  }

  @Test
  void i17EngineThatAsksForAnEventInThePast() {
    assertBlamed("I17", bench(TamperedHost.engines(LateHost::new)));
  }

  private static final class LateHost extends TamperedHost {
    LateHost(EngineHost host, RequestTable requests, ReplicaMeter meter) {
      super(host, requests, meter);
    }

    @Override
    public void wakeAt(int replica, EventKind kind, long nanos) {
      super.wakeAt(replica, kind, kind == EventKind.SCHEDULE && nanos > 0 ? nanos - 1 : nanos);
    }
  }

  @Test
  void i17SourceThatAnnouncesThePast() {
    ListSource backwards =
        new ListSource(List.of(Ask.of(0, 10, 3), Ask.of(5000, 10, 3))) {
          private boolean first = true;

          @Override
          public long peekTime() {
            long time = super.peekTime();
            return time == 5000 && !first ? 100 : time;
          }

          @Override
          public void onFinished(long index, long nowNanos) {
            first = false;
          }

          @Override
          public boolean reacts() {
            return true;
          }
        };

    assertBlamed("I17", bench(NaiveEngine::new).source(backwards));
  }

  private static Bench bench(EngineFactory engines) {
    return Bench.of(engines).send(0, 10, 3).send(5000, 10, 3);
  }

  private static void assertBlamed(String number, Bench bench) {
    assertThatThrownBy(bench::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(number + ": ");
  }
}
