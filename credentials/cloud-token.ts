import { readFile } from 'node:fs/promises';
import { WeChatError, type WeChatFailure } from '../wechat/wechat-error.ts';
import type { TokenReader } from './tokens.ts';

/** What the file holds before WeChat has written a token into it. */
const placeholder = 'default-tcb-wx-access-token';
/** WeChat writes a new token well before the old one ends; how long one is kept without looking, in milliseconds. */
const lookAgain = 10 * 60_000;

/**
 * Tokens in cloud mode (微信云托管): the platform's is the 微信令牌 that WeChat writes into a file of the container, those
 * of accounts come from `reader`. Throws `WeChatError`, whose effect is `none`, where the file has no token or still the
 * one that was refused.
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/cloudbase/wxtoken.html
 */
export const withCloudToken = (reader: TokenReader, file: string, clock: () => number = Date.now): TokenReader => {
  let held: { readonly token: string; readonly readAt: number } | undefined;

  const read = async (stale: string | undefined): Promise<string> => {
    if (held && held.token !== stale && clock() - held.readAt < lookAgain) return held.token;
    const token = await tokenIn(file);
    if (token === stale) throw new WeChatError(refusedStill);
    held = { token, readAt: clock() };
    return token;
  };
  return {
    read: (owner, stale) => (owner.kind === 'component' ? read(stale) : reader.read(owner, stale)),
    renew: async (owner) => {
      if (owner.kind === 'component') await read(undefined);
      else await reader.renew(owner);
    },
    atHand: (owner) => (owner.kind === 'component' ? held?.token : reader.atHand(owner)),
  };
};

const tokenIn = async (file: string): Promise<string> => {
  const token = await readFile(file, 'utf8').then(
    (text) => text.trim(),
    (cause: unknown) => {
      throw new WeChatError(noToken(`The file ${file} can't be read.`), { cause });
    },
  );
  if (token === '' || token === placeholder) throw new WeChatError(noToken(`WeChat has not written ${file} yet.`));
  return token;
};

const failure = { endpoint: 'token of the component', kind: 'transport', class: 'transient', effect: 'none' } as const;

const noToken = (what: string): WeChatFailure => ({
  ...failure,
  hint: `${what} Is 微信令牌 switched on for this environment?`,
  hintZh: '云托管令牌不可用',
});

const refusedStill: WeChatFailure = {
  ...failure,
  hint: 'WeChat refused the token of the cloud file and has not written another one yet.',
  hintZh: '云托管令牌已失效，等待更新',
};
