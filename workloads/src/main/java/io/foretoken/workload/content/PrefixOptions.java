package io.foretoken.workload.content;

import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Range;
import io.foretoken.input.units.NotAQuantityException;
import java.util.OptionalInt;

/**
 * What prompts have in common, as users write it: {@code {groups: 8, shared_tokens: 512}}, {@code
 * {distinct_prompts: 100}}, or both.
 *
 * @param groups see {@link PromptSharing}
 * @param sharedTokens see {@link PromptSharing}
 * @param distinctPrompts see {@link PromptSharing}
 */
@Doc("What prompts have in common; shared tokens are part of the input length, not added to it.")
public record PrefixOptions(
    @Doc("Number of groups; every prompt is drawn into one of them.")
        @Range(min = 1, max = 100_000_000)
        OptionalInt groups,
    @Doc("Tokens that the prompts of a group begin with.") @Range(min = 1, max = 10_000_000)
        OptionalInt sharedTokens,
    @Doc("So many different prompts, which come in a cycle.") @Range(min = 1, max = 100_000_000)
        OptionalInt distinctPrompts) {
  /** Refuses groups without shared tokens, the reverse, and nothing at all. */
  public PrefixOptions {
    if (groups.isPresent() != sharedTokens.isPresent()) {
      throw new NotAQuantityException(
          groups.isPresent()
              ? "groups is given without shared_tokens"
              : "shared_tokens is given without groups",
          "write both, such as {groups: 1, shared_tokens: 512}");
    }
    if (groups.isEmpty() && distinctPrompts.isEmpty()) {
      throw new NotAQuantityException(
          "nothing is shared", "write groups and shared_tokens, or distinct_prompts");
    }
  }

  /** The same in the terms of the simulation. */
  public PromptSharing sharing() {
    return new PromptSharing(groups.orElse(0), sharedTokens.orElse(0), distinctPrompts.orElse(0));
  }
}
