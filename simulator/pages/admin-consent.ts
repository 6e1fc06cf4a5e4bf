import type { Account } from '../world/accounts.ts';
import { withQuery } from '../world/authorization-request.ts';
import type { World } from '../world/world.ts';
import type { PersonView } from './pages.tsx';
import { complaintPage, type FindScanPage, linkComplaint, type ScanPage } from './scan-page.ts';

/** The permission set without which nobody changes the admin (小程序账号管理), and its sibling of official accounts. */
const accountSets = [17, 3];

type Part = Pick<World, 'platform' | 'accounts' | 'consents'>;

/** Finds the pages on which an admin agrees to a registration with an official account's subject, or to a new admin. */
export const adminConsentPages =
  (world: Part): FindScanPage =>
  (url) => {
    const { searchParams } = url;
    const account = world.accounts.get(searchParams.get('appid') ?? '');
    const redirectUri = searchParams.get('redirect_uri') ?? '';
    switch (url.pathname) {
      case '/cgi-bin/fastregisterauth': {
        const complaint = linkComplaint(world, url) ?? (account?.kind === 'officialAccount' ? undefined : 'appid 无效');
        const copyVerification = searchParams.get('copy_wx_verify') === '1';
        return consentPage('快速注册并认证小程序（模拟）', complaint, account, (of) =>
          withQuery(redirectUri, { ticket: world.consents.registration(of, copyVerification) }),
        );
      }
      case '/wxopen/componentrebindadmin':
        return consentPage(
          '更换小程序管理员（模拟）',
          linkComplaint(world, url) ?? rebindComplaint(account),
          account,
          (of) => withQuery(redirectUri, { taskid: world.consents.rebinding(of) }),
        );
      default:
        return undefined;
    }
  };

const rebindComplaint = (account: Account | undefined): string | undefined => {
  if (!account) return 'appid 无效';
  const granted = account.authorized && accountSets.some((id) => account.permissionSets.includes(id));
  return granted ? undefined : '此帐号未将“帐号管理权限集”授权给此第三方平台';
};

const consentPage = (
  title: string,
  complaint: string | undefined,
  account: Account | undefined,
  consent: (account: Account) => string,
): ScanPage => {
  const facts: PersonView['facts'] = account ? [['账号', account.name]] : [];
  const agree = () => (account ? consent(account) : undefined);
  return {
    complaint,
    accounts: account ? [account.appid] : [],
    agree,
    page: complaint
      ? complaintPage(['原因', complaint])
      : {
          view: () => ({ title, facts, choices: { accept: '同意', refuse: '拒绝' } }),
          act: (choice) => (choice === 'accept' ? agree() : undefined),
        },
  };
};
