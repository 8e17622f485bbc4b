package io.foretoken.input.yaml;

import io.foretoken.input.problem.Origin;

/** Turns a line and a column, both from 1, into an origin. */
interface Place {
  Origin at(int line, int column);

  static Place inFile(String source) {
    return (line, column) -> Origin.at(source, line, column);
  }

  static Place always(Origin origin) {
    return (line, column) -> origin;
  }
}
