import { searchAttributes } from '../../messages/search-attributes.ts';
import { isUnreachable } from '../http/problem-of.ts';
import { describeRun } from '../routes/run.ts';
import { pageSubjects, type ValidLink } from './link.ts';
import { type MatterDeps, matterOf, mattersOf } from './matter.ts';
import { arrange, type MerchantView } from './merchant-view.ts';
import { isRevoked } from './revocation.ts';

/** What pages are made from. */
export type PageDeps = Omit<MatterDeps, 'shownLink'>;

/** What the page behind one link is read from. */
type ReadingDeps = MatterDeps & { readonly link: ValidLink };

/**
 * What a link leads to. `gone`: it has expired, or its process is no longer kept; `revoked`: an operator ended it;
 * `later`: Temporal did not answer.
 */
export type PageReading =
  | { readonly kind: 'found'; readonly page: MerchantView }
  | { readonly kind: 'gone' | 'revoked' | 'unknown' | 'later' };

/** How long Temporal may take, in milliseconds: somebody stands there with a phone. */
const limit = 4_000;

/** Reads the page behind a token. */
export const readPage = async (deps: PageDeps, token: string): Promise<PageReading> => {
  const opened = deps.pages.open(token);
  if (opened.kind !== 'valid') return { kind: opened.kind === 'expired' ? 'gone' : 'unknown' };
  const merchantId = pageSubjects.merchantIn(opened.workflowId);
  const shownLink = (href: string) => deps.pages.asOf(opened.issuedAt, href);
  const reading = { ...deps, shownLink, link: opened };
  const read = () => (merchantId === undefined ? ofProcess(reading) : ofMerchant(reading, merchantId));
  return deps.temporal.withDeadline(Date.now() + limit, read).catch((error: unknown) => {
    if (isUnreachable(error)) return { kind: 'later' };
    throw error;
  });
};

const ofMerchant = async (deps: ReadingDeps, merchantId: string): Promise<PageReading> => {
  if (await isRevoked(deps.temporal, deps.link)) return { kind: 'revoked' };
  return { kind: 'found', page: arrange(await mattersOf(deps, merchantId), { merchant: true }) };
};

/** A process's link opens the page of its merchant, with that process on it in any case; its own where it has none. */
const ofProcess = async (deps: ReadingDeps): Promise<PageReading> => {
  const { link } = deps;
  const run = await describeRun(deps.temporal, link.workflowId);
  if (!run) return { kind: 'gone' };
  if (await isRevoked(deps.temporal, link, run)) return { kind: 'revoked' };
  const merchantId = run.description.typedSearchAttributes.get(searchAttributes.MerchantId);
  const [own, matters] = await Promise.all([
    matterOf(deps, run),
    merchantId === undefined ? [] : mattersOf(deps, merchantId),
  ]);
  if (!own) return { kind: 'gone' };
  const others = matters.filter(({ id }) => id !== own.id);
  return { kind: 'found', page: arrange([own, ...others], { own, merchant: merchantId !== undefined }) };
};
