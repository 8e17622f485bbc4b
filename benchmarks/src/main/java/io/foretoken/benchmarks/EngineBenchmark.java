package io.foretoken.benchmarks;

import io.foretoken.sim.metrics.RunResult;
import io.foretoken.sim.request.RequestSink;
import io.foretoken.sim.step.StepTimeModel;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Nanoseconds of wall-clock time per simulated request. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 5)
@Fork(
    value = 1,
    jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx512m"})
public class EngineBenchmark {
  private static final int REQUESTS = 200_000;

  /** What is simulated. */
  @Param public Load load;

  private StepTimeModel stepTime;

  /** Loads other deployments beside the measured one. */
  @Setup(Level.Trial)
  public void loadOthers() {
    for (StepTimeModel other : StepTimes.others()) {
      EngineRun.of(Load.FIXED, other, REQUESTS / 10, RequestSink.NONE);
    }
    stepTime = StepTimes.measured();
  }

  /** The engine that ships. */
  @Benchmark
  @OperationsPerInvocation(REQUESTS)
  public RunResult engine() {
    return EngineRun.of(load, stepTime, REQUESTS, RequestSink.NONE);
  }

  /** The bare loop on the lengths of the load, one replica, no cache, no limits. */
  @Benchmark
  @OperationsPerInvocation(REQUESTS)
  public long bareLoop() {
    Load lengths = load.lognormal ? Load.LOGNORMAL : Load.FIXED;
    return BareLoop.run(EngineRun.source(lengths, REQUESTS), stepTime, REQUESTS);
  }
}
