/** KV cache: block pools per attention group. Depends on nothing but the JDK. */
package io.foretoken.sim.kv;
