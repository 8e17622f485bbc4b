package io.foretoken.spark;

import io.foretoken.scenario.sweep.SweepTask;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Tasks as bytes on their way to an executor: texts in UTF-8, each after its length. */
final class TaskBytes {
  private TaskBytes() {}

  /** The bytes of some tasks. */
  static byte[] of(List<SweepTask> tasks) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(tasks.size());
      for (SweepTask task : tasks) {
        write(out, task);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, SweepTask task) throws IOException {
    write(out, task.kind());
    out.writeInt(task.index());
    write(out, task.key());
    write(out, task.folder());
    write(out, task.text());
    out.writeInt(task.files().size());
    for (SweepTask.NamedFile file : task.files()) {
      write(out, file.path());
      write(out, file.sha256());
    }
  }

  /** The tasks of bytes that {@link #of} made. */
  static List<SweepTask> tasks(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int count = in.readInt();
      List<SweepTask> tasks = new ArrayList<>();
      for (int task = 0; task < count; task++) {
        tasks.add(task(in));
      }
      return tasks;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SweepTask task(DataInputStream in) throws IOException {
    String kind = read(in);
    int index = in.readInt();
    String key = read(in);
    String folder = read(in);
    String text = read(in);
    int count = in.readInt();
    List<SweepTask.NamedFile> files = new ArrayList<>();
    for (int file = 0; file < count; file++) {
      String path = read(in);
      files.add(new SweepTask.NamedFile(path, read(in)));
    }
    return new SweepTask(kind, index, key, folder, text, List.copyOf(files));
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String read(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }
}
