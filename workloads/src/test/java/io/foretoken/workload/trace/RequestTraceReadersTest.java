package io.foretoken.workload.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.input.problem.BadInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestTraceReadersTest {
  private static final Path FIXTURES = Path.of("src/test/resources/traces");

  @TempDir Path folder;

  @Test
  void azureTimesCountFromTheFirstRequestAndNoOutputIsTakenAsOneToken() {
    RequestTrace trace = TraceFiles.read(FIXTURES.resolve("azure-llm.csv"));
    assertThat(trace.format()).isEqualTo("azure-llm");
    assertThat(trace.size()).isEqualTo(3);
    assertThat(trace.arrivalNanos(0)).isZero();
    // 18:15:47.0000000 - 18:15:46.6805900 = 319,410,000 ns
    assertThat(trace.arrivalNanos(1)).isEqualTo(319_410_000);
    assertThat(trace.arrivalNanos(2)).isEqualTo(319_410_000);
    assertThat(trace.inputColumn()).containsExactly(374, 396, 879);
    assertThat(trace.outputColumn()).containsExactly(44, 1, 55);
    assertThat(trace.zeroOutputs()).isEqualTo(1);
  }

  @Test
  void ourOwnColumnsAreAllRead() {
    RequestTrace trace = TraceFiles.read(FIXTURES.resolve("foretoken.csv"));
    assertThat(trace.format()).isEqualTo("foretoken-csv");
    assertThat(trace.size()).isEqualTo(4);
    assertThat(trace.arrivalNanos(2)).isEqualTo(1_250_000_000);
    assertThat(trace.maxTokens(1)).isEqualTo(100);
    assertThat(trace.maxTokens(2)).isZero();
    assertThat(trace.priority(2)).isEqualTo(-2);
    assertThat(trace.classNames()).containsExactly("chat", "code");
    assertThat(trace.tenantNames()).containsExactly("acme", "zeta", "default");
    assertThat(trace.classNumber(2)).isEqualTo(1);
    assertThat(trace.tenantNumber(3)).isEqualTo(2);
    // Key sys: 100 tokens are common to three requests, the next 200 to the first and the last.
    PrefixSegments segments = trace.segments();
    assertThat(segments.size()).isEqualTo(2);
    assertThat(segments.tokensUpTo(trace.lastSegment(0))).isEqualTo(300);
    assertThat(segments.tokensUpTo(trace.lastSegment(1))).isEqualTo(100);
    assertThat(trace.lastSegment(2)).isEqualTo(-1);
    assertThat(trace.lastSegment(3)).isEqualTo(trace.lastSegment(0));
    assertThat(segments.parent(trace.lastSegment(0))).isEqualTo(trace.lastSegment(1));
  }

  @Test
  void mooncakeBlocksThatComeTogetherAreOneSegment() {
    RequestTrace trace = TraceFiles.read(FIXTURES.resolve("mooncake.jsonl"));
    assertThat(trace.format()).isEqualTo("mooncake");
    assertThat(trace.size()).isEqualTo(5);
    assertThat(trace.arrivalNanos(3)).isEqualTo(4_500_500_000L);
    // Block 0 is in three prompts, block 1 in two of them; 2, 3, 4 and 5 are nobody else's.
    PrefixSegments segments = trace.segments();
    assertThat(segments.size()).isEqualTo(2);
    assertThat(segments.tokensUpTo(trace.lastSegment(0))).isEqualTo(1024);
    assertThat(trace.lastSegment(1)).isEqualTo(trace.lastSegment(0));
    assertThat(segments.tokensUpTo(trace.lastSegment(2))).isEqualTo(512);
    assertThat(trace.lastSegment(3)).isEqualTo(-1);
    assertThat(trace.lastSegment(4)).isEqualTo(-1);
  }

  @Test
  void vidurComesWithAndWithoutArrivals() {
    RequestTrace timed = TraceFiles.read(FIXTURES.resolve("vidur.csv"));
    assertThat(timed.format()).isEqualTo("vidur");
    assertThat(timed.arrivalNanos(2)).isEqualTo(5_892_655_000L);
    RequestTrace lengths = TraceFiles.read(FIXTURES.resolve("vidur-lengths.csv"));
    assertThat(lengths.hasArrivals()).isFalse();
    assertThat(lengths.inputColumn()).containsExactly(3772, 2015);
    assertThatThrownBy(() -> new TraceArrivals(lengths, 1))
        .hasMessageContaining("has no arrival times");
  }

  @Test
  void gzipIsReadLikePlainText() throws Exception {
    for (String name : List.of("azure-llm.csv", "foretoken.csv", "mooncake.jsonl", "vidur.csv")) {
      Path plain = FIXTURES.resolve(name);
      Path packed = TraceFiles.gzip(folder, name + ".gz", Files.readString(plain));
      RequestTrace a = TraceFiles.read(plain);
      RequestTrace b = TraceFiles.read(packed);
      assertThat(b.format()).isEqualTo(a.format());
      assertThat(b.inputColumn()).isEqualTo(a.inputColumn());
      assertThat(b.outputColumn()).isEqualTo(a.outputColumn());
      assertThat(b.arrivalNanos(b.size() - 1)).isEqualTo(a.arrivalNanos(a.size() - 1));
    }
  }

  @Test
  void everyBadLineIsNamedWithItsPlace() {
    Path file =
        TraceFiles.write(
            folder,
            "bad.csv",
            """
            TIMESTAMP,ContextTokens,GeneratedTokens
            2023-11-16 18:15:46.6805900,374,44
            2023-11-16 18:15:45.0000000,374,44
            2023-13-16 18:15:47.0000000,374,44
            2023-11-16 18:15:48.0000000,0,44
            2023-11-16 18:15:48.0000000,12,-3
            2023-11-16 18:15:48.0000000,12.5,3
            2023-11-16 18:15:48.0000000,12
            2023-11-16 18:15:48.0000000,abc,3
            """);
    assertProblems(
        file,
        "bad.csv:3:1: TIMESTAMP: found 2023-11-16 18:15:45.0000000, which is earlier",
        "bad.csv:4:1: TIMESTAMP: found \"2023-13-16 18:15:47.0000000\", which is not a date",
        "bad.csv:5:29: ContextTokens: found \"0\", which is out of range",
        "bad.csv:6:32: GeneratedTokens: found \"-3\", which is out of range",
        "bad.csv:7:29: ContextTokens: found 12.5, which is not a whole number",
        "bad.csv:8:1: the row has 2 fields, the header 3",
        "bad.csv:9:29: ContextTokens: found \"abc\", which is not a number");
  }

  @Test
  void badJsonLinesAreNamedWithTheirPlace() {
    Path file =
        TraceFiles.write(
            folder,
            "bad.jsonl",
            """
            {"timestamp": 10, "input_length": 600, "output_length": 5, "hash_ids": [1, 2]}
            {"timestamp": 5, "input_length": 600, "output_length": 5, "hash_ids": [1, 2]}
            {"timestamp": 20, "input_length": 600, "output_length": 5, "hash_ids": [1]}
            {"timestamp": 20, "input_length": -6, "output_length": 5, "hash_ids": [1]}
            {"timestamp": 20, "output_length": 5, "hash_ids": [1]}
            {"timestamp": 20, "input_length": 6, "output_length": 5, "hash_ids": ["x"]}
            {"timestamp": 20, "input_length": 6, "output_length":
            [1]
            {"timestamp": "20", "input_length": 6, "output_length": 5, "hash_ids": 7}
            """);
    assertProblems(
        file,
        "bad.jsonl:2:15: timestamp: found an arrival that is earlier",
        "bad.jsonl:3:72: hash_ids: found 1 ids, but 600 tokens start 2 blocks of 512",
        "bad.jsonl:4:35: input_length: found -6, which is out of range",
        "bad.jsonl:5:1: input_length: the key \"input_length\" is missing",
        "bad.jsonl:6:71: hash_ids: found \"x\"",
        "bad.jsonl:7:",
        "bad.jsonl:8:1: found a list",
        "bad.jsonl:9:15: timestamp: found \"20\"",
        "bad.jsonl:9:72: hash_ids: found \"7\"");
  }

  @Test
  void badColumnsOfOursAreNamed() {
    Path misspelt =
        TraceFiles.write(
            folder, "a.csv", "arrival_s,input_tokens,output_tokens,max_token\n0,1,1,1\n");
    assertProblems(misspelt, "a.csv:1:38: the column \"max_token\" is not known");
    Path half =
        TraceFiles.write(
            folder, "b.csv", "arrival_s,input_tokens,output_tokens,prefix_key\n0,1,1,k\n");
    assertProblems(half, "b.csv:1:1: there is no column \"prefix_tokens\"");
    Path tooLong =
        TraceFiles.write(
            folder,
            "c.csv",
            "arrival_s,input_tokens,output_tokens,prefix_key,prefix_tokens\n0,10,1,k,11\n");
    assertProblems(tooLong, "c.csv:2:10: prefix_tokens: found 11, which is more than the 10 input");
    Path negative =
        TraceFiles.write(
            folder, "d.csv", "arrival_s,input_tokens,output_tokens\n-1,10,1\nNaN,1,1\n");
    assertProblems(
        negative,
        "d.csv:2:1: arrival_s: found \"-1\", which is out of range",
        "d.csv:3:1: arrival_s: found NaN, which is not a finite number");
  }

  @Test
  void filesThatAreNoTracesAreRefused() {
    assertProblems(TraceFiles.write(folder, "empty.csv", ""), "empty.csv: the file is empty");
    assertProblems(
        TraceFiles.write(folder, "header.csv", "arrival_s,input_tokens,output_tokens\n"),
        "header.csv: there is no request in the file");
    assertProblems(
        TraceFiles.write(folder, "other.csv", "a,b,c\n1,2,3\n"),
        "other.csv: this is no request trace of a known format; it begins with \"a,b,c\"");
    assertProblems(folder.resolve("nowhere.csv"), "nowhere.csv: there is no such file");
    assertProblems(folder, ": this is a directory");
    Path cut = TraceFiles.gzip(folder, "cut.jsonl.gz", mooncakeLines(5_000));
    try {
      byte[] bytes = Files.readAllBytes(cut);
      Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    assertProblems(cut, "the file cannot be read to its end");
  }

  private static String mooncakeLines(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append("{\"timestamp\": ").append(i).append(", \"input_length\": ");
      text.append(1 + i * 7919 % 511).append(", \"output_length\": 5, \"hash_ids\": [");
      text.append(i).append("]}\n");
    }
    return text.toString();
  }

  @Test
  void readingStopsAfterTwentyBadLines() {
    Path file =
        TraceFiles.write(
            folder, "many.jsonl", "{\"input_length\": 0, \"output_length\": 1}\n".repeat(1_000));
    assertThatThrownBy(() -> TraceFiles.read(file))
        .isInstanceOfSatisfying(
            BadInputException.class, e -> assertThat(e.problems()).hasSizeBetween(20, 25))
        .hasMessageContaining("reading stopped here");
  }

  @Test
  void aFormatCanBeNamedAndAMisspeltOneIsNamedBack() {
    Path file = FIXTURES.resolve("vidur.csv");
    RequestTraceFormats formats = RequestTraceFormats.installed();
    assertThat(formats.names()).containsExactly("azure-llm", "foretoken-csv", "mooncake", "vidur");
    assertThat(formats.read(file, Optional.of("vidur")).size()).isEqualTo(3);
    assertThatThrownBy(() -> formats.read(file, Optional.of("azure-lm")))
        .hasMessageContaining("did you mean \"azure-llm\"?");
    assertThatThrownBy(() -> formats.read(file, Optional.of("azure-llm")))
        .hasMessageContaining("there is no column \"TIMESTAMP\"");
    assertThatThrownBy(() -> RequestTraceFormats.with(List.of(new VidurReader())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("two readers are called \"vidur\"");
  }

  private static void assertProblems(Path file, String... expected) {
    assertThatThrownBy(() -> TraceFiles.read(file))
        .isInstanceOfSatisfying(
            BadInputException.class,
            failure -> {
              List<String> found = failure.problems().stream().map(Object::toString).toList();
              assertThat(found).hasSameSizeAs(expected);
              for (int i = 0; i < expected.length; i++) {
                assertThat(found.get(i)).contains(expected[i]);
              }
            });
  }
}
