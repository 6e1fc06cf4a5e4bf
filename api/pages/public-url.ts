import { isIP } from 'node:net';
import type { Words } from '../../wechat/missing-permission.ts';

/**
 * What is wrong with `PUBLIC_URL` for authorization links in production: WeChat opens its page only from the domain that
 * the console knows (登录授权的发起页域名), which is a name and served with https.
 */
export const publicUrlTrouble = (publicUrl: string): Words | undefined => {
  const { protocol, hostname } = new URL(publicUrl);
  const name = hostname.replace(/^\[|\]$/g, '');
  const isName = isIP(name) === 0 && name.includes('.') && !name.endsWith('.localhost');
  if (protocol === 'https:' && isName) return undefined;
  return {
    en: `PUBLIC_URL is ${publicUrl}: WeChat refuses authorization links that are not opened from the platform's registered domain. Make it https:// and the domain that the console has as 登录授权的发起页域名.`,
    zh: `PUBLIC_URL 目前为 ${publicUrl}，微信会拒绝由此打开的授权链接。请改为 https:// 加控制台中登记的「登录授权的发起页域名」。`,
  };
};
