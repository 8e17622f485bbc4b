package io.foretoken.validation.fit;

import io.foretoken.hardware.catalog.Catalog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Fits the operator forms to a folder of measured latencies and writes the coefficient files that
 * ship.
 *
 * <pre>
 * FitOperators DATA_DIR OUT_DIR [GPU...]
 * </pre>
 *
 * <p>DATA_DIR holds a folder per GPU, named after its catalogue id, with {@code gemm.csv.gz},
 * {@code attention_decode.csv.gz} and the like. OUT_DIR receives {@code GPU.yaml}, {@code
 * GPU.corrections.txt} and {@code operators.md}, the table of errors. The same data gives the same
 * files.
 */
public final class FitOperators {
  private static final int WORKERS = 2;

  private FitOperators() {}

  /**
   * Runs the program; see the class.
   *
   * @throws IllegalArgumentException without the two folders
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length < 2) {
      throw new IllegalArgumentException("FitOperators DATA_DIR OUT_DIR [GPU...]");
    }
    List<String> gpus = args.length > 2 ? List.of(args).subList(2, args.length) : MeasuredGpu.IDS;
    Path out = Path.of(args[1]);
    Files.createDirectories(out);
    List<FittedGpu> fitted = fit(Path.of(args[0]), gpus);
    for (FittedGpu gpu : fitted) {
      String id = gpu.gpu().gpu().id();
      write(out.resolve(id + ".yaml"), CoefficientWriter.coefficients(gpu));
      write(out.resolve(id + ".corrections.txt"), CoefficientWriter.corrections(gpu));
    }
    write(out.resolve("operators.md"), ErrorTables.of(fitted));
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  /**
   * Fits GPUs, two at a time.
   *
   * @param data holds a folder of tables for each
   */
  static List<FittedGpu> fit(Path data, List<String> gpus) throws InterruptedException {
    Catalog catalog = Catalog.shipped();
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    try {
      List<Future<FittedGpu>> running = new ArrayList<>();
      for (String id : gpus) {
        MeasuredGpu gpu = MeasuredGpu.of(catalog.findGpu(id).orElseThrow().spec());
        running.add(workers.submit(() -> new GpuFit(gpu, data.resolve(id)).fit()));
      }
      List<FittedGpu> fitted = new ArrayList<>();
      for (Future<FittedGpu> gpu : running) {
        fitted.add(gpu.get());
      }
      return fitted;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      workers.shutdown();
    }
  }
}
