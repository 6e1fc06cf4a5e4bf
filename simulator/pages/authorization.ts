import type { Account } from '../world/accounts.ts';
import { type AuthorizationRequest, agree, choicesOf, complaintOf, setsFor } from '../world/authorization-request.ts';
import type { World } from '../world/world.ts';
import type { PersonView } from './pages.tsx';
import { type Chosen, complaintPage, type FindScanPage, linkComplaint, type ScanPage } from './scan-page.ts';

/** The page for a computer, and both for a phone. */
const paths = ['/cgi-bin/componentloginpage', '/wxaopen/safe/bindcomponent', '/safe/bindcomponent'];
/** How many accounts a page shows. */
const shown = 100;

type Part = Pick<World, 'platform' | 'accounts' | 'authorizations'>;

const requestOf = ({ searchParams }: URL): AuthorizationRequest => {
  const appid = searchParams.get('biz_appid');
  const sets = searchParams.get('category_id_list');
  return {
    preAuthCode: searchParams.get('pre_auth_code') ?? '',
    redirectUri: searchParams.get('redirect_uri') ?? '',
    authType: Number(searchParams.get('auth_type') ?? 3),
    ...(appid ? { appid } : {}),
    ...(sets ? { sets: sets.split('|').map(Number) } : {}),
  };
};

/** Finds the authorization pages (授权链接). */
export const authorizationPages =
  (world: Part): FindScanPage =>
  (url) => {
    if (!paths.includes(url.pathname)) return undefined;
    const request = requestOf(url);
    return authorizationPage(world, request, linkComplaint(world, url) ?? complaintOf(world, request));
  };

/** The page on which an admin authorizes the platform. */
export const authorizationPage = (
  world: Part,
  request: AuthorizationRequest,
  complaint = complaintOf(world, request),
): ScanPage => {
  const choices = choicesOf(world, request);
  const consent = ({ appid, sets }: Chosen) => {
    const account = appid === undefined ? choices[0] : choices.find((one) => one.appid === appid);
    return account && agree(world, request, account, sets ?? setsFor(request, account));
  };
  return {
    complaint,
    accounts: choices.map(({ appid }) => appid),
    agree: consent,
    page: complaint
      ? complaintPage(['原因', complaint])
      : {
          view: () => viewOf(request, choices),
          act: (choice, form) => (choice === 'accept' ? consent(chosenIn(form)) : undefined),
        },
  };
};

const viewOf = (request: AuthorizationRequest, choices: readonly Account[]): PersonView => ({
  title: '授权第三方平台（模拟）',
  facts: choices.length === 0 ? [['可授权账号', '无']] : [],
  inputs: [
    {
      name: 'appid',
      label: '授权账号',
      kind: 'radio',
      options: choices.slice(0, shown).map(({ appid, name }) => [appid, `${name} ${appid}`]),
    },
    {
      name: 'sets',
      label: '权限集',
      kind: 'checkbox',
      options: [...new Set(choices.flatMap((account) => setsFor(request, account)))].map((id) => [`${id}`, `${id}`]),
    },
  ],
  choices: choices.length === 0 ? {} : { accept: '同意', refuse: '拒绝' },
});

/** A form without a set is one of a merchant who took all ticks away. */
const chosenIn = ({ appid, sets = [] }: Readonly<Record<string, unknown>>): Chosen => ({
  ...(typeof appid === 'string' ? { appid } : {}),
  sets: [sets].flat().map(Number),
});
