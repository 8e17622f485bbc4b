package io.foretoken.validation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Small folders laid out like the published sets. */
public final class SmallSets {
  public static final String PER_REQUEST = "vllm-perrequest-qwen3-14b-h100";
  private static final String RUN_HEADER =
      "id,split,model,weight_precision,gpu,tp,dp,pp,vllm_version,max_model_len,max_num_seqs,"
          + "max_num_batched_tokens,gpu_memory_utilization,block_size_tokens,gpu_kv_blocks,"
          + "prefix_caching,chunked_prefill,offered_rate_rps,duration_s,requests,"
          + "prompt_tokens_nominal,prompt_tokens_mean,prompt_tokens_min,prompt_tokens_max,"
          + "output_tokens,client_inflight_cap,max_inflight_seen";

  private final Path data;

  /** In an empty folder. */
  public SmallSets(Path data) {
    this.data = data;
  }

  /** Writes lines to a file of the folder. */
  public SmallSets file(String name, String... lines) throws IOException {
    Path file = data.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, String.join("\n", lines) + "\n");
    return this;
  }

  /** The runs of the per-request set, by id and GPU; three requests each unless stated. */
  public SmallSets perRequestRuns(String... idsAndGpus) throws IOException {
    StringBuilder lines = new StringBuilder(RUN_HEADER);
    for (int i = 0; i < idsAndGpus.length; i += 2) {
      lines
          .append('\n')
          .append(idsAndGpus[i])
          .append(",dev,Qwen/Qwen3-14B,BF16,")
          .append(idsAndGpus[i + 1])
          .append(",1,1,1,0.23.0,40960,256,8192,0.9,16,18038,true,true,2,600,3,")
          .append("1024,986,943,1043,128,256,3");
    }
    return file(PER_REQUEST + "/experiments.csv", lines.toString());
  }

  /** The requests of a run: three of 128 output tokens, sent a second apart. */
  public SmallSets requests(String id) throws IOException {
    return requests(
        id,
        "0.000,0.000,990,128,60.0,1400.0",
        "1000.000,1000.300,980,128,62.0,1410.0",
        "2000.000,2000.200,1000,128,64.0,1420.0");
  }

  /** The requests of a run, compressed. */
  public SmallSets requests(String id, String... rows) throws IOException {
    Path file = data.resolve(PER_REQUEST + "/requests/" + id + ".csv.gz");
    Files.createDirectories(file.getParent());
    String text =
        "t_arrival_ms,t_send_ms,input_tokens,output_tokens,ttft_ms,e2e_ms\n"
            + String.join("\n", rows)
            + "\n";
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return this;
  }

  /** Cuts a file to a share of its bytes. */
  public SmallSets cut(String name, double share) throws IOException {
    Path file = data.resolve(name);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, (int) (bytes.length * share)));
    return this;
  }

  /** The folder. */
  public Path folder() {
    return data;
  }
}
