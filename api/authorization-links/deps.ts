import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Ids } from '../../credentials/ids.ts';
import type { Sealer } from '../../credentials/sealer.ts';
import type { AuthorizationPageHosts } from '../../wechat/authorization-pages.ts';
import type { Inbox } from '../callbacks/inbox.ts';
import type { PageLinks } from '../pages/link.ts';
import type { SignedTokens } from '../pages/signed-token.ts';

/** What the pages of authorization links are made from. */
export type AuthorizationPageDeps = {
  readonly temporal: Client;
  readonly ids: Ids;
  readonly sealer: Sealer;
  /** Where a returned code waits until Temporal takes it. */
  readonly inbox: Pick<Inbox, 'commit'>;
  readonly log: Pick<Logger, 'error'>;
  readonly pages: PageLinks;
  /** Tokens of the addresses that WeChat sends browsers back to; they name the link. */
  readonly returns: SignedTokens;
  /** Tokens of the pages that show an exchange; they name its workflow. */
  readonly results: SignedTokens;
  readonly componentAppid: string;
  readonly publicUrl: string;
  readonly weChatPages: AuthorizationPageHosts;
};
