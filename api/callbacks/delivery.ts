import type { Logger } from 'pino';
import type { Sealer } from '../../credentials/sealer.ts';
import type { EarlyExchange } from '../../messages/authorization.ts';
import type { InnerCallback } from '../../routing/read.ts';
import type { DeliveryResult, Router } from '../../routing/route.ts';
import type { CodeRescue } from './code-rescue.ts';
import { type Dispatch, type DispatchOptions, startDispatch } from './dispatch.ts';
import { openEntry } from './entry.ts';
import type { Inbox, InboxEntry, InboxKey, ReturnedCode } from './inbox.ts';
import { type Journal, lineOf } from './journal.ts';
import type { CallbackKeys } from './verify.ts';

/** What brings callbacks from the inbox to Temporal. */
export type DeliveryDeps = DispatchOptions & {
  readonly inbox: Inbox;
  readonly callback: CallbackKeys;
  readonly sealer: Sealer;
  readonly router: Router;
  readonly rescue: Pick<CodeRescue, 'deliver'>;
  /** Takes what a browser brought back from WeChat's authorization page. */
  readonly deliverReturn: (returned: ReturnedCode, early?: EarlyExchange) => Promise<void>;
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

/** Delivers one entry and removes it. Rejects where it has to be tried again. */
const deliver = async (deps: DeliveryDeps, key: InboxKey): Promise<void> => {
  const { inbox, rescue, log } = deps;
  const entry = inbox.read(key);
  if (!entry) return;
  const opened = openEntry(deps, entry);
  if (!opened) {
    log.error(
      { receivedAt: entry.receivedAt },
      'a callback stays in the inbox: set the key it is kept under (CALLBACK_AES_KEY_PREVIOUS, or ENCRYPTION_KEYS) and restart',
    );
    return;
  }
  const hand = (early?: EarlyExchange) =>
    opened.kind === 'return'
      ? deps.deliverReturn(opened.returned, early)
      : route(deps, entry, { xml: opened.inner, ...(early ? { early } : {}) });
  if (opened.code && key.lane === 'codes') return rescue.deliver(opened.code, key, hand);
  await hand();
  await inbox.remove(key);
};

const route = async (
  { router, keepUnrouted, journal }: DeliveryDeps,
  { receivedAt, pathAppid, answeredBy }: InboxEntry,
  inner: Pick<InnerCallback, 'xml' | 'early'>,
): Promise<void> => {
  const callback = {
    ...{ ...inner, receivedAt },
    ...(pathAppid ? { pathAppid } : {}),
    ...(answeredBy ? { answeredBy } : {}),
  };
  const result = await router.deliver(callback);
  if (result.kind === 'unrouted') await keepUnrouted(callback, result);
  journal.note(lineOf(callback, result));
};
