import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Ids } from '../../credentials/ids.ts';
import type { Accounts } from '../../routing/accounts.ts';
import { dedupeKeyOfText } from '../../routing/dedupe.ts';
import { forward, textOf } from '../../routing/forward.ts';
import { type ForwardingRule, isMessage } from '../../routing/forwarding.ts';
import { matchingRules } from '../../routing/forwards.ts';
import type { InnerCallback } from '../../routing/read.ts';
import { parseXml, type XmlElement } from '../../wechat/xml.ts';

/** What answers messages with replies of the provider's own services. */
export type ServiceReplyDeps = {
  readonly rules: readonly ForwardingRule[];
  readonly temporal: Client;
  readonly ids: Ids;
  readonly accounts: Accounts;
  readonly log: Pick<Logger, 'warn'>;
  /** How long a message may take in all, in milliseconds; 4,000 unless told, for WeChat waits 5 s. */
  readonly patience?: number;
  /** Milliseconds since the epoch. */
  readonly clock?: () => number;
};

/** A service took the message under a rule; what it says to the user, if anything. */
export type ServiceReply = { readonly answeredBy: string; readonly reply?: Readonly<Record<string, unknown>> };

/** Asks the service of a message, while WeChat waits. `undefined`: no rule, or no answer in time; it is forwarded later. */
export type ServiceReplies = (message: XmlElement, callback: InnerCallback) => Promise<ServiceReply | undefined>;

/** How long Temporal may take to tell the account, in milliseconds: most of the time is the service's. */
const lookUp = 1_000;

/** Makes it; without a rule that replies it asks nobody. */
export const createServiceReplies = (deps: ServiceReplyDeps): ServiceReplies => {
  const { temporal, ids, accounts, log, patience = 4_000, clock = Date.now } = deps;
  const rules = deps.rules.filter(({ replies }) => replies);

  return async (message, callback) => {
    if (rules.length === 0 || !isMessage(message)) return undefined;
    const { xml, pathAppid, receivedAt } = callback;
    const left = () => receivedAt + patience - clock();
    try {
      const { rules: fitting, appid } = await temporal.withDeadline(clock() + lookUp, () =>
        matchingRules({ rules, accounts }, message, pathAppid),
      );
      const [rule] = fitting;
      if (!rule || left() <= 0) return undefined;
      const id = dedupeKeyOfText(ids, xml);
      const asked = { element: message, id, receivedAt, ...(appid ? { appid } : {}) };
      const response = await forward(rule, asked, { patience: left(), now: clock() });
      if (!response.ok) throw new Error(`${rule.name} answered ${response.status}.`);
      const reply = readReply(rule, await textOf(response));
      if (reply === 'unreadable') log.warn({ rule: rule.name }, 'a service took a message and said nothing readable');
      return { answeredBy: rule.name, ...(reply && reply !== 'unreadable' ? { reply } : {}) };
    } catch (error) {
      log.warn({ err: error }, 'no service answered a message in time; it is forwarded without a reply');
      return undefined;
    }
  };
};

/** What a service wants to say; nothing where its answer is empty or `success`. */
const readReply = (
  { format }: ForwardingRule,
  text: string | undefined,
): Record<string, unknown> | 'unreadable' | undefined => {
  if (text === undefined) return 'unreadable';
  const said = text.trim();
  if (said === '' || said === 'success') return undefined;
  try {
    const reply: unknown = format === 'json' ? JSON.parse(said) : parseXml(said);
    return typeof reply === 'object' && reply !== null && 'MsgType' in reply ? { ...reply } : 'unreadable';
  } catch {
    return 'unreadable';
  }
};
