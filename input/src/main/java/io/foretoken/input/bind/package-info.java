/**
 * From located trees to records, by one declaration that also gives the messages and the JSON
 * Schema. A record is a map; its components are the keys, in snake_case. Example:
 *
 * <pre>{@code
 * @Doc("How requests reach the server.")
 * @Variants(discriminator = "process", number = Poisson.class)
 * sealed interface Arrivals {}
 *
 * @Named("poisson")
 * record Poisson(@Doc("Mean rate.") @Range(min = 0, aboveMin = true) @Shorthand Rate rate)
 *     implements Arrivals {}
 *
 * record Workload(Arrivals arrivals, @Default("1") @Range(min = 1) int sessions) {}
 *
 * Problems problems = new Problems();
 * Workload workload = RecordBinder.bind(LocatedYaml.readMap(file), Workload.class, problems);
 * problems.throwIfAny();
 * ObjectNode schema = JsonSchema.of(Workload.class);
 * }</pre>
 *
 * <p>Component types: String, int, long, double, boolean, enums (the value of a {@code key()}
 * method, else the lower-case name; {@code @Named} adds spellings), TimeSpan, Rate, ByteSize,
 * Percent, records, sealed interfaces with {@code @Variants}, {@code List<T>}, {@code Map<String,
 * T>}, {@code Optional<T>}, OptionalInt, OptionalLong, OptionalDouble, {@code Located<T>}, and raw
 * nodes (LocatedNode, MapNode, ListNode, ScalarNode). A key is required unless it is optional or
 * has a {@code @Default}. An optional number or quantity may be written {@code none}.
 *
 * <p>A record's constructor may refuse a combination with an IllegalArgumentException, whose
 * message becomes a problem at the map. Every type has one {@code Shape}, which reads nodes and
 * writes its part of the schema.
 *
 * <p>Depends on {@code problem}, {@code units}, {@code yaml} and Jackson's tree model.
 */
package io.foretoken.input.bind;
