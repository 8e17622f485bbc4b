/** KV cache: block pools per attention group, what they cache. Depends on nothing but the JDK. */
package io.foretoken.sim.kv;
