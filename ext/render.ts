import type { AuthorizerView } from '../messages/authorizer.ts';
import type { ExtDifference, ExtWish, OnlineExt, RenderedExt } from '../messages/ext-json.ts';
import { changesOf } from '../wechat/ext-json/difference.ts';
import { type MadeExt, makeExt } from '../wechat/ext-json/render.ts';
import type { Variables } from '../wechat/ext-json/types.ts';
import type { ExtSources } from './sources.ts';

/** How many changes a difference names. */
const changesShown = 200;

/** Renders the ext.json of an account: the one function behind previews, preflights and commits. Rejects where a source does not answer. */
export const renderExt =
  (sources: ExtSources) =>
  async ({ appid, templateId, ext: release = {}, variables = {} }: ExtWish): Promise<RenderedExt> => {
    const [fleet, template, standard, account] = await Promise.all([
      sources.fleet(),
      templateId === undefined ? undefined : sources.template(templateId),
      templateId === undefined ? undefined : sources.isStandard?.(templateId),
      sources.account(appid),
    ]);
    const made = makeExt({
      appid,
      layers: {
        template: template?.ext ?? {},
        fleet: fleet?.ext ?? {},
        merchant: account.ext ?? {},
        release,
      },
      variables: [variables, account.variables ?? {}, fleet?.variables ?? {}, ownVariables(account)],
      template: { ...(template?.pages ? { pages: template.pages } : {}), ...(standard ? { standard } : {}) },
    });
    return { ...made, difference: differenceOf(made, account) };
  };

/** The variables that every account has. */
const ownVariables = ({ appid, merchantId, account: { nickName } }: AuthorizerView): Variables => ({
  appid,
  ...(merchantId === undefined ? {} : { merchantId }),
  ...(nickName === undefined ? {} : { nickName }),
});

const differenceOf = ({ ext, hash }: MadeExt, { ledger, onlineExt }: AuthorizerView): ExtDifference => {
  const last = ledger.at(-1);
  if (!last) return { kind: 'nothing-online' };
  const { userVersion, templateId, at, extHash } = last;
  const online: OnlineExt = {
    userVersion,
    ...(templateId === undefined ? {} : { templateId }),
    at,
    ...(extHash ? { hash: extHash } : {}),
  };
  if (!extHash) return { kind: 'unknown', online };
  if (extHash === hash) return { kind: 'same', online };
  if (!onlineExt) return { kind: 'different', online };
  const changes = changesOf(onlineExt, ext);
  const more = changes.length - changesShown;
  return { kind: 'different', online, changes: changes.slice(0, changesShown), ...(more > 0 ? { more } : {}) };
};
