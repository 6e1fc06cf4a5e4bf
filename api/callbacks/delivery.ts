import type { Logger } from 'pino';
import type { Sealer } from '../../credentials/sealer.ts';
import type { EarlyExchange } from '../../messages/authorization.ts';
import { codeInXml } from '../../routing/code.ts';
import type { InnerCallback } from '../../routing/read.ts';
import type { DeliveryResult, Router } from '../../routing/route.ts';
import type { CodeRescue } from './code-rescue.ts';
import { type Dispatch, type DispatchOptions, startDispatch } from './dispatch.ts';
import { openEntry } from './entry.ts';
import type { Inbox, InboxKey } from './inbox.ts';
import { type Journal, lineOf } from './journal.ts';
import type { CallbackKeys } from './verify.ts';

/** What brings callbacks from the inbox to Temporal. */
export type DeliveryDeps = DispatchOptions & {
  readonly inbox: Inbox;
  readonly callback: CallbackKeys;
  readonly sealer: Sealer;
  readonly router: Router;
  readonly rescue: Pick<CodeRescue, 'deliver'>;
  readonly journal: Pick<Journal, 'note'>;
  /** Keeps what nobody took. */
  readonly keepUnrouted: (callback: InnerCallback, unrouted: DeliveryResult & { kind: 'unrouted' }) => Promise<void>;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
};

/**
 * Delivers what is in the inbox and what comes. What Temporal can't take now stays in the inbox and is tried again;
 * where the process dies between delivery and removal the receiver gets it twice, under the same key.
 */
export const startDelivery = (deps: DeliveryDeps): Dispatch => {
  const { inbox, log } = deps;
  let taken = true;
  const noted = async (key: InboxKey) => {
    try {
      await deliver(deps, key);
      if (!taken) log.info({}, 'callbacks are delivered again');
      taken = true;
    } catch (error) {
      if (taken) log.warn({ err: error }, 'callbacks can not be delivered now; they wait in the inbox');
      taken = false;
      throw error;
    }
  };
  return startDispatch(inbox, noted, deps);
};

/** Delivers one callback and removes it. Rejects where it has to be tried again. */
const deliver = async (
  { inbox, callback, sealer, rescue, router, journal, keepUnrouted, log }: DeliveryDeps,
  key: InboxKey,
): Promise<void> => {
  const entry = inbox.read(key);
  if (!entry) return;
  const xml = openEntry({ callback, sealer }, entry);
  if (xml === undefined) {
    log.error(
      { receivedAt: entry.receivedAt },
      'a callback stays in the inbox: set the AES key it came under and restart',
    );
    return;
  }
  const { receivedAt, pathAppid, answeredBy } = entry;
  const hand = async (early?: EarlyExchange) => {
    const handed = {
      ...{ xml, receivedAt },
      ...(pathAppid ? { pathAppid } : {}),
      ...(answeredBy ? { answeredBy } : {}),
      ...(early ? { early } : {}),
    };
    const result = await router.deliver(handed);
    if (result.kind === 'unrouted') await keepUnrouted(handed, result);
    journal.note(lineOf(handed, result));
  };
  const code = key.lane === 'codes' ? codeInXml(xml) : undefined;
  if (code) return rescue.deliver(code, key, hand);
  await hand();
  await inbox.remove(key);
};
