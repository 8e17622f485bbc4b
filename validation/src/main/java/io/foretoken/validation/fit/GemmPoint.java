package io.foretoken.validation.fit;

/** One measured product of [m,k] and [k,n]. */
record GemmPoint(int m, int n, int k, double micros) {}
