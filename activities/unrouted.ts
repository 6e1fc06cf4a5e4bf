import { owners } from '../credentials/owners.ts';
import type { Sealer } from '../credentials/sealer.ts';
import type { UnroutedCallbackInput } from '../messages/unrouted-callback.ts';
import type { DeliveryResult, Router } from '../routing/route.ts';

/** The activity of the workflow `unroutedCallback`. */
export const createUnroutedActivities = ({ router, sealer }: { readonly router: Router; readonly sealer: Sealer }) => ({
  /** Routes a kept callback as if it had just arrived; its secrets are sealed again on the way. */
  deliverCallback: ({
    xml,
    pathAppid,
    receivedAt,
    early,
  }: Pick<UnroutedCallbackInput, 'xml' | 'pathAppid' | 'receivedAt' | 'early'>): Promise<DeliveryResult> =>
    router.deliver({
      xml: sealer.open(xml, owners.callbackXml),
      ...(pathAppid ? { pathAppid } : {}),
      receivedAt: Date.parse(receivedAt),
      ...(early ? { early } : {}),
    }),
});

export type UnroutedActivities = ReturnType<typeof createUnroutedActivities>;
