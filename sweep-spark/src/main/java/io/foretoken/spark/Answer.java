package io.foretoken.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What an executor answers to some tasks.
 *
 * @param host where it runs
 * @param program what program it has, see {@link ProgramFingerprint}
 * @param nanos how long it worked
 * @param results a result for each task, in their order; none where the program is another one
 */
record Answer(String host, String program, long nanos, List<byte[]> results) {
  /** As bytes. */
  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(host);
      out.writeUTF(program);
      out.writeLong(nanos);
      out.writeInt(results.size());
      for (byte[] result : results) {
        out.writeInt(result.length);
        out.write(result);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** From bytes that {@link #bytes} made. */
  static Answer of(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      String host = in.readUTF();
      String program = in.readUTF();
      long nanos = in.readLong();
      int count = in.readInt();
      List<byte[]> results = new ArrayList<>();
      for (int result = 0; result < count; result++) {
        results.add(in.readNBytes(in.readInt()));
      }
      return new Answer(host, program, nanos, results);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
