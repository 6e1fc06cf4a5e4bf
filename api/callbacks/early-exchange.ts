import { exchangeCode } from '../../credentials/code-exchange.ts';
import type { Sealer } from '../../credentials/sealer.ts';
import type { EarlyExchange } from '../../messages/authorization.ts';
import type { Client } from '../../wechat/client.ts';
import { WeChatError, type WeChatFailure } from '../../wechat/wechat-error.ts';

/** What is written before an exchange is made, and stays where its end was never seen. */
export const begun: { readonly failure: WeChatFailure } = {
  failure: {
    endpoint: '/cgi-bin/component/api_query_auth',
    kind: 'transport',
    class: 'transient',
    effect: 'unknown',
    hint: 'The gateway began the exchange while Temporal was away, and its end is not known.',
    hintZh: '网关已开始兑换授权码，结果未知',
  },
};

/** Whether a code may still be exchanged: nobody did, or its effect is not known. */
export const isOpen = (early: EarlyExchange | undefined): boolean =>
  early === undefined || ('failure' in early && early.failure.effect === 'unknown');

/** Makes the exchange; nothing comes of it where it is proven that WeChat did nothing and may do it later. */
export const attemptExchange = async (
  deps: { readonly wechat: Pick<Client, 'getAuthorizerRefreshToken'>; readonly sealer: Sealer },
  code: string,
): Promise<{ readonly early?: EarlyExchange; readonly failure?: WeChatFailure }> => {
  try {
    return { early: { answer: await exchangeCode(deps, code) } };
  } catch (error) {
    if (!(error instanceof WeChatError)) throw error;
    const { failure } = error;
    const later = failure.effect === 'none' && failure.class !== 'rejected';
    return later ? { failure } : { failure, early: { failure } };
  }
};

/** WeChat's refusal of calls about an account that has not authorized us. */
const notAuthorized = 61003;

/**
 * Whether a begun exchange took effect as far as can be told: only an account without a refresh token proves that it did
 * not, because nobody is told one before a code of the authorization was exchanged.
 */
export const leftTrace = async (
  wechat: Pick<Client, 'getAuthorizerInfo'>,
  appid: string | undefined,
): Promise<boolean> => {
  if (appid === undefined) return true;
  try {
    const { authorization_info: info } = await wechat.getAuthorizerInfo({ authorizer_appid: appid });
    return Boolean(info.authorizer_refresh_token);
  } catch (error) {
    // Withdrawn meanwhile: its code is of no use any more.
    if (error instanceof WeChatError && error.failure.errcode === notAuthorized) return true;
    throw error;
  }
};
