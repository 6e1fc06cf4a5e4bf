import { ApplicationFailure } from '@temporalio/workflow';
import { notNow } from '../messages/actions.ts';
import type { AuthorizerState } from '../messages/authorizer.ts';
import { weChatFailureType } from '../messages/failures.ts';
import type { WeChatFailure } from '../wechat/wechat-error.ts';
import { wordsOf } from './failures.ts';

/** A failure of WeChat as an update answers it to whoever asked for a token. */
export const refusalOf = (failure: WeChatFailure): ApplicationFailure =>
  ApplicationFailure.create({
    type: weChatFailureType(failure),
    message: `${failure.endpoint}: ${wordsOf(failure)}`,
    details: [failure],
    nonRetryable: true,
  });

/** The answer while no ticket has ever arrived. */
export const noTicket: WeChatFailure = {
  endpoint: '/cgi-bin/component/api_component_token',
  kind: 'refused',
  class: 'transient',
  effect: 'none',
  hint: 'No ticket has arrived yet. WeChat pushes one every 10 minutes: check that the authorization event URL (授权事件接收URL) reaches the gateway; 全网发布 in the console pushes one at once.',
  hintZh: '尚未收到验证票据，请检查授权事件接收URL',
};

/** The answer where an account that authorized the platform is given a secret of its own. */
export const authorizedAlready = (): ApplicationFailure =>
  ApplicationFailure.nonRetryable(
    'The account has authorized the platform: its tokens come from that, and a secret of its own is not needed.',
    notNow,
  );

/** The answer while the account's authorization is not there. */
export const notAuthorized = (authorization: AuthorizerState['authorization']): WeChatFailure => ({
  endpoint: '/cgi-bin/component/api_authorizer_token',
  kind: 'refused',
  class: 'merchant',
  effect: 'none',
  ...(authorization === 'granted' ? hints.lost : hints[authorization]),
});

const hints = {
  none: {
    hint: 'No authorization of this account has arrived yet; the merchant must authorize the platform.',
    hintZh: '尚未收到该账号的授权',
  },
  lost: {
    hint: 'No refresh token of this account is known; the merchant must update the authorization (更新授权).',
    hintZh: '授权已失效，请商家更新授权',
  },
  withdrawn: {
    hint: 'The merchant withdrew the authorization; it must be given again.',
    hintZh: '商家已取消授权，请重新授权',
  },
};
