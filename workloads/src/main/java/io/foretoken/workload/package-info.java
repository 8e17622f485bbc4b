/**
 * Workloads: what clients ask of a deployment, and when. {@link
 * io.foretoken.workload.WorkloadOptions} is a workload as users write it, {@link
 * io.foretoken.workload.Workload} the same ready to run: any number of runs start a request source
 * of their own from one workload, which holds its tables and traces once. May depend on everything
 * below it, on {@code input} and on the core.
 */
package io.foretoken.workload;
