import { Router } from 'express';
import type { JSX } from 'preact';
import qrcode from 'qrcode';
import { newNonce, sendPage } from '../http/page.ts';
import { isUnreachable } from '../http/problem-of.ts';
import { type Matter, type PageDeps, readMatter } from './matter.ts';
import { MerchantPage } from './merchant-page.tsx';
import { NoticePage } from './notice-page.tsx';
import { pagePolicy } from './policy.ts';

type Reading = Matter | { readonly kind: 'later' };

/** `/m/<token>`: the merchants' pages, and the state that they ask for to refresh themselves. */
export const createPages = (deps: PageDeps): Router => {
  const router = Router();
  const read = async (token: string): Promise<Reading> => {
    try {
      return await readMatter(deps, token);
    } catch (error) {
      if (isUnreachable(error)) return { kind: 'later' };
      throw error;
    }
  };
  router.use('/m', (_request, response, next) => {
    response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
    next();
  });
  router.get('/m/:token', async (request, response) => {
    const matter = await read(request.params.token);
    const nonce = newNonce();
    sendPage(response.status(statuses[matter.kind]), pagePolicy(nonce), await pageOf(matter, nonce));
  });
  router.get('/m/:token/state', async (request, response) => {
    const matter = await read(request.params.token);
    response.status(statuses[matter.kind]).json(stateOf(matter));
  });
  return router;
};

const statuses = { found: 200, unknown: 404, gone: 410, later: 503 } as const;

/** What the page's script compares; without a state it changes nothing. */
const stateOf = (matter: Reading) => {
  if (matter.kind === 'later') return {};
  if (matter.kind !== 'found') return { state: matter.kind };
  return { state: matter.view.state, until: matter.view.task?.until };
};

const pageOf = async (matter: Reading, nonce: string): Promise<JSX.Element> => {
  if (matter.kind !== 'found') return <NoticePage {...notices[matter.kind]} nonce={nonce} />;
  const { view } = matter;
  const qrCode = view.task?.href && (await qrcode.toString(view.task.href, { type: 'svg', margin: 1 }));
  return <MerchantPage view={view} nonce={nonce} {...(qrCode ? { qrCode } : {})} />;
};

const notices = {
  unknown: { title: '链接无效', text: '请检查链接是否完整，或联系您的服务商重新获取。' },
  gone: { title: '链接已过期', text: '请联系您的服务商重新获取链接。' },
  later: { title: '请稍候', text: '暂时无法读取进度，本页会自动重试。', refresh: 10 },
} as const;
