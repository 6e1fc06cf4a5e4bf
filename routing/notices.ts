import type { Notice } from '../messages/notices.ts';
import { buildXml } from '../wechat/xml.ts';
import { rulesForNotice } from './forwarding.ts';
import { type ForwardsDeps, startForward } from './forwards.ts';

/** Hands a notice to the forwards of all rules that fit, each a workflow that is started once. */
export const startNotice = async (
  deps: Pick<ForwardsDeps, 'temporal' | 'sealer' | 'rules'>,
  notice: Notice,
): Promise<void> => {
  const { id, appid, at } = notice;
  const xml = buildXml(elementOf(notice));
  const forward = { id, xml, receivedAt: Date.parse(at), ...(appid ? { appid } : {}) };
  await Promise.all(rulesForNotice(deps.rules, notice).map(({ name }) => startForward(deps, name, forward)));
};

/** A notice with fields named as those of a callback are. */
const elementOf = ({ kind, id: _delivery, ...fields }: Notice): Record<string, string> => ({
  Notice: kind,
  ...Object.fromEntries(Object.entries(fields).map(([name, text]) => [name[0]?.toUpperCase() + name.slice(1), text])),
});
