package io.foretoken.validation.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Small files in the schemas of benchmark tools. The numbers in them are made up. */
final class BenchmarkSamples {
  /** Three requests, the last of which failed; made up. */
  static final String VLLM_DETAILED =
      """
      {"date":"20260901-101500","endpoint_type":"vllm","backend":"vllm","label":null,
       "model_id":"Qwen/Qwen3-14B","tokenizer_id":"Qwen/Qwen3-14B","num_prompts":3,"tp":"2",
       "max_num_seqs":"64","request_rate":2.0,"burstiness":1.0,"max_concurrency":null,
       "duration":4.0,"completed":2,"failed":1,"total_input_tokens":300,"total_output_tokens":7,
       "request_throughput":0.5,"request_goodput":null,"output_throughput":1.75,
       "total_token_throughput":76.75,"input_lens":[100,200,50],"output_lens":[4,3,0],
       "ttfts":[0.05,0.08,0.0],"itls":[[0.01,0.01,0.01],[0.02,0.02],[]],
       "start_times":[911.5,911.0,912.1],"generated_texts":["a","b",""],
       "errors":["","","timeout"],"mean_ttft_ms":65.0,"median_ttft_ms":65.0,"p99_ttft_ms":79.7,
       "mean_tpot_ms":15.0,"mean_itl_ms":14.0,"p99.9_itl_ms":20.0}
      """;

  private final Path folder;

  BenchmarkSamples(Path folder) {
    this.folder = folder;
  }

  /** Writes a file. */
  Path file(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its runs. */
  List<BenchmarkRun> runs(String name, String text) {
    return BenchmarkFormats.installed().read(file(name, text));
  }

  /** Its only run. */
  BenchmarkRun run(String name, String text) {
    List<BenchmarkRun> runs = runs(name, text);
    if (runs.size() != 1) {
      throw new AssertionError(runs.size() + " runs");
    }
    return runs.get(0);
  }
}
