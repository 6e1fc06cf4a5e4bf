import type { AuthorizerView } from '../../messages/authorizer.ts';
import type { Drift } from '../../messages/inspection.ts';

/** A request that mends a drift: which, with what body, and what to know of it. */
export type Mending = { readonly request: string; readonly body: object; readonly note: string };

/** What mends a drift of an account. */
export const mendingsOf = (account: AuthorizerView, { kind, lacks, found }: Drift): readonly Mending[] => {
  const { appid, declared = {}, privacyGuide } = account;
  const setup = (wanted: object | undefined): readonly Mending[] => [
    {
      request: 'POST /v1/account-setups',
      body: { appid, ...(wanted ? { [kind]: wanted } : {}) },
      note: 'Sets it again as it was declared last; a setup that declares something else changes what is compared.',
    },
  ];
  switch (kind) {
    case 'version':
      return versionMendings(account, found);
    case 'serverDomains':
    case 'businessDomains':
    case 'prefetchDomains':
    case 'privacyInterfaces':
      return setup(declared[kind]);
    case 'privacyGuide':
      return setup(privacyGuide);
    case 'permissionSets':
      return [
        {
          request: 'POST /v1/authorization-links',
          body: {
            appid,
            ...(account.merchantId ? { merchantId: account.merchantId } : {}),
            permissionSets: [...new Set([...account.permissionSets, ...lacks.map(Number)])].sort((a, b) => a - b),
          },
          note: 'The merchant opens the link and grants them (更新授权).',
        },
      ];
  }
};

const versionMendings = ({ appid, ledger }: AuthorizerView, found: readonly string[]): readonly Mending[] => {
  const last = ledger.at(-1);
  if (!last) {
    const note = 'A release of ours puts a known version in its place.';
    return [{ request: 'POST /v1/code-releases', body: { appid }, note }];
  }
  const { userVersion, templateId } = last;
  const release: Mending = {
    request: 'POST /v1/code-releases',
    body: { appid, userVersion, ...(templateId === undefined ? { directCommit: true } : { templateId }) },
    note: 'Commits it again, and needs an audit. Give `userDesc` too.',
  };
  if (found.length === 0) return [release];
  return [
    {
      request: 'POST /v1/code-rollbacks',
      body: { appid, userVersion },
      note: `Needs no audit, where WeChat still keeps the version: GET /v1/authorizers/${appid}/releases names those that it keeps.`,
    },
    release,
  ];
};
