import { ApplicationFailure, condition, setHandler } from '@temporalio/workflow';
import {
  type AuthorizerView,
  authorizerToken,
  authorizerView,
  declarePrivacyGuide,
  type PrivacyGuide,
  refreshAuthorizerToken,
} from '../../messages/authorizer.ts';
import { componentToken, refreshComponentToken } from '../../messages/component.ts';
import { weChatFailureType } from '../../messages/failures.ts';
import type { SealedToken } from '../../messages/sealed.ts';
import type { WeChatFailure } from '../../wechat/wechat-error.ts';

/** What a stand-in answers for: its view, and a token or why there is none. */
export type StandIn = { readonly view?: AuthorizerView; readonly token: SealedToken | WeChatFailure };

const tokenOr = ({ token }: StandIn): SealedToken => {
  if ('token' in token) return token;
  throw ApplicationFailure.create({ type: weChatFailureType(token), message: token.hint, details: [token] });
};

/** Stands in for an account's entity: answers what it was given. */
export async function authorizer(input: StandIn): Promise<void> {
  let privacyGuide: PrivacyGuide | undefined;
  setHandler(authorizerToken, () => ('token' in input.token ? input.token : null));
  setHandler(refreshAuthorizerToken, () => tokenOr(input));
  setHandler(declarePrivacyGuide, ({ guide, request }) => {
    const { owner } = guide;
    // Who asked shows in the guide, for the test to see.
    privacyGuide = {
      ...guide,
      owner: { ...owner, notice_method: `${owner.notice_method} (${request.by}: ${request.why})` },
    };
  });
  setHandler(authorizerView, () => {
    if (!input.view) throw new Error('This stand-in has no view.');
    return { ...input.view, ...(privacyGuide ? { privacyGuide } : {}) };
  });
  await condition(() => false);
}

/** Stands in for the platform's entity. */
export async function component(input: StandIn): Promise<void> {
  setHandler(componentToken, () => ('token' in input.token ? input.token : null));
  setHandler(refreshComponentToken, () => tokenOr(input));
  await condition(() => false);
}
