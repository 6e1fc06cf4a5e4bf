import { Router } from 'express';
import type { JSX } from 'preact';
import qrcode from 'qrcode';
import { newNonce, sendPage } from '../http/page.ts';
import { MerchantPage } from './merchant-page.tsx';
import { type MerchantView, wordOf } from './merchant-view.ts';
import { NoticePage } from './notice-page.tsx';
import { pagePolicy } from './policy.ts';
import { type PageDeps, type PageReading, readPage } from './read-page.ts';

/** `/m/<token>`: the merchants' pages, and the word that they ask for to refresh themselves. */
export const createPages = (deps: PageDeps): Router => {
  const router = Router();
  router.use('/m', (_request, response, next) => {
    response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
    next();
  });
  router.get('/m/:token', async (request, response) => {
    const reading = await readPage(deps, request.params.token);
    const nonce = newNonce();
    sendPage(response.status(statuses[reading.kind]), pagePolicy(nonce), await pageOf(reading, nonce));
  });
  router.get('/m/:token/state', async (request, response) => {
    const reading = await readPage(deps, request.params.token);
    response.status(statuses[reading.kind]).json(stateOf(reading));
  });
  return router;
};

const statuses = { found: 200, unknown: 404, gone: 410, revoked: 410, later: 503 } as const;

/** What the page's script compares; without a word it changes nothing. */
const stateOf = (reading: PageReading): { readonly shown?: string } => {
  if (reading.kind === 'later') return {};
  return { shown: reading.kind === 'found' ? wordOf(reading.page) : reading.kind };
};

const pageOf = async (reading: PageReading, nonce: string): Promise<JSX.Element> => {
  if (reading.kind !== 'found') return <NoticePage {...notices[reading.kind]} nonce={nonce} />;
  const { page } = reading;
  return <MerchantPage page={page} qrCodes={await qrCodesOf(page)} now={Date.now()} nonce={nonce} />;
};

/** The code of each task's link as SVG, by the link. */
const qrCodesOf = async ({ top, tasks }: MerchantView): Promise<ReadonlyMap<string, string>> => {
  const hrefs = [top, ...tasks.map(({ view }) => view)].flatMap(({ task }) => (task?.href ? [task.href] : []));
  const codes = hrefs.map(async (href) => [href, await qrcode.toString(href, { type: 'svg', margin: 1 })] as const);
  return new Map(await Promise.all(codes));
};

const notices = {
  unknown: { title: '链接无效', text: '请检查链接是否完整，或联系您的服务商重新获取。' },
  gone: { title: '链接已过期', text: '请联系您的服务商重新获取链接。' },
  revoked: { title: '链接已停用', text: '您的服务商已停用该链接。如需继续办理，请联系您的服务商重新获取链接。' },
  later: { title: '请稍候', text: '暂时无法读取进度，您的办理不受影响，本页会自动重试。', refresh: 10 },
} as const;
