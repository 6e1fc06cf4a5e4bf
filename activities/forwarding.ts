import { ApplicationFailure } from '@temporalio/common';
import { owners } from '../credentials/owners.ts';
import type { Sealer } from '../credentials/sealer.ts';
import type { CallbackForwardInput } from '../messages/callback-forward.ts';
import { forward } from '../routing/forward.ts';
import type { ForwardingRule } from '../routing/forwarding.ts';
import { parseBody } from '../wechat/body.ts';

/** How long the service may take, in milliseconds. */
const patience = 10_000;

/** The activity of the workflow `callbackForward`. */
export const createForwardingActivities = (deps: {
  readonly sealer: Sealer;
  readonly forwardingRules: readonly ForwardingRule[];
}) => ({
  /** Posts a callback to its rule's service; fails until the service says that it has taken it. */
  forwardCallback: async (input: Omit<CallbackForwardInput, 'patience'>): Promise<{ status: number }> => {
    const rule = deps.forwardingRules.find(({ name }) => name === input.rule);
    if (!rule) {
      throw ApplicationFailure.nonRetryable(
        `No rule is named ${input.rule} in FORWARDING_RULES of this worker: add it back and retry, or cancel.`,
        'NoRule',
      );
    }
    const { id, appid, receivedAt } = input;
    const response = await forward(
      rule,
      {
        element: parseBody(deps.sealer.open(input.xml, owners.callbackXml)),
        id,
        ...(appid ? { appid } : {}),
        receivedAt: Date.parse(receivedAt),
      },
      { patience, now: Date.now() },
    );
    // Nobody wants to hear more of it, and some services say a lot.
    await response.body?.cancel();
    const { ok, status } = response;
    if (!ok) throw ApplicationFailure.retryable(`${rule.name} answered ${status}.`, 'NotTaken');
    return { status };
  },
});

export type ForwardingActivities = ReturnType<typeof createForwardingActivities>;
