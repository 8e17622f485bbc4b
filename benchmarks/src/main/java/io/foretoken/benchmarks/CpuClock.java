package io.foretoken.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** CPU time and allocated bytes of the current thread since the clock was started. */
final class CpuClock {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final long nanos = THREADS.getCurrentThreadCpuTime();
  private final long bytes = THREADS.getCurrentThreadAllocatedBytes();

  double seconds() {
    return (THREADS.getCurrentThreadCpuTime() - nanos) / 1e9;
  }

  long bytes() {
    return THREADS.getCurrentThreadAllocatedBytes() - bytes;
  }
}
