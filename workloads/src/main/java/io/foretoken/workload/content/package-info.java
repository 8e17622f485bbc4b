/**
 * What a request asks for, apart from when: its lengths, its declared limit, what its prompt shares
 * with other prompts, its class and tenant. Everything is keyed by the request's index, so it does
 * not depend on when the request is sent or on what any policy does with it. May depend on {@code
 * length} and on the core's requests and random numbers.
 */
package io.foretoken.workload.content;
