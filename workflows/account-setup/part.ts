import type { MediaRef, PartResult, SetupDeclaration, SetupTimings } from '../../messages/account-setup.ts';
import { materialsIn } from '../../messages/materials.ts';
import type { WeChatFailure } from '../../wechat/wechat-error.ts';
import { weChatFailureOf, wordsOf } from '../failures.ts';
import type { Process } from '../process.ts';
import { sendOnce } from '../send-once.ts';

/** One part of a setup at work: it waits on its own, beside the others. */
export type Part<Wish> = {
  readonly process: Process;
  readonly name: keyof SetupDeclaration;
  readonly appid: string;
  readonly timings: SetupTimings;
  readonly wish: Wish;
  /** Has WeChat keep copies of the materials in something declared; what is declared with media ids in their place. */
  readonly bring: Bring;
};

/** What is declared as WeChat takes it, or why it can't be; `anew` where WeChat does not know its copies any more. */
export type Bring = <T>(
  declared: T,
  anew?: 'anew',
) => Promise<{ readonly ready: T } | { readonly refused: PartResult }>;

/** The media id of a file that WeChat has. */
export const mediaIdOf = ({ material, mediaId }: MediaRef): string => mediaId ?? material ?? '';

/** What WeChat forbids accounts of some kinds: no other declaration would help, and nobody need act. */
const forbidden: ReadonlySet<number> = new Set([
  41033, // not registered by API
  53302, // a category that owners of this kind may not set
  89231, // business domains, and a person's
  91001, // a name, and not registered by API
  91002, // a name, and an organisation's that is released
]);
/** What only another declaration mends, whoever has to see to it. */
const misdeclared: ReadonlySet<number> = new Set([
  40007, // a media id that is none, or has ended
  40009, // an image that is too large
  45082, // a domain without ICP filing
  46001, // a media id that is none
  53301, // too many categories
  53305, // a category without its ICP check
  53310, // too many categories
  53311, // a category without its material
  61032, // a video that is no MP4
  61036, // a privacy interface that the categories do not allow
  85016, // too many domains
  85301, // a domain that breaks the rules
  85302, // a domain without ICP filing
  85303, // both
  86070, // a privacy guide without notice_method
  86072, // a privacy guide whose term is none
  86100, // a domain with the wrong scheme
  86101, // api.weixin.qq.com as a domain
  89029, // too many domains
  91009, // a name without its material
  91010, // a name, for no reason given
  91012, // a name, for no reason given
  91018, // a name, and the year's are used
  9420001, // a domain to look up ahead that is none
  9420002, // too many of them
]);

/** What a refusal makes of a part; `undefined` where the call may yet succeed. */
export const resultOf = (failure: WeChatFailure): PartResult | undefined => {
  const { errcode = 0 } = failure;
  const note = wordsOf(failure);
  if (forbidden.has(errcode)) return { kind: 'skipped', note };
  return failure.class === 'rejected' || misdeclared.has(errcode) ? { kind: 'refused', note } : undefined;
};

/** The result of several that were asked for together: the worst of all, and why some are not as declared. */
export const resultOfAll = (results: readonly PartResult[], said = ''): PartResult => {
  const of = (...kinds: PartResult['kind'][]) => results.filter(({ kind }) => kinds.includes(kind));
  const [worst] = [...of('refused'), ...of('changed'), ...of('skipped')];
  const reasons = of('refused', 'skipped').map(({ note }) => note);
  return { kind: worst?.kind ?? 'unchanged', note: [...reasons, said].filter(Boolean).join(' ') };
};

/** What it takes to ask the merchant for something. */
type Asking = {
  readonly process: Pick<Process, 'pause'>;
  readonly timings: Pick<SetupTimings, 'auditPoll' | 'auditWindow'>;
};

/** What only the merchant can do, in words for operators and for the merchant. */
export type MerchantTask = { readonly what: string; readonly whatZh: string };

/**
 * Waits for what only the merchant can do: each turn lasts until WeChat is to be asked again, which goes on for as long as an
 * audit may take. False at the end of that.
 */
export const openMerchantTask = ({ process, timings }: Asking): ((task: MerchantTask) => Promise<boolean>) => {
  const until = Date.now() + timings.auditWindow;
  let turns = 0;
  return async (task) => {
    const left = until - Date.now();
    if (left <= 0) return false;
    // Each turn is a call and a dozen events of history: soon at first, then less often.
    const next = timings.auditPoll * Math.min(2 ** turns, 4);
    turns += 1;
    const shown = { ...task, who: 'merchant' as const, until: new Date(until).toISOString() };
    await process.pause(Math.min(next, left), shown);
    return true;
  };
};

/** Brings a part to its result; a refusal that is final is one too. */
export const runPart = async ({ process, name }: Part<unknown>, work: () => Promise<PartResult>): Promise<PartResult> =>
  process.step(name, async () => {
    const result = await work().catch((error: unknown) => {
      const final = resultOf(weChatFailureOf(error));
      if (!final) throw error;
      return final;
    });
    if (result.kind === 'changed') process.progress.note(name, result.note);
    else if (result.kind === 'refused') process.progress.fail(name, result.note);
    else process.progress.skip(name, result.note);
    return result;
  });

/** A change of an account that must not be made twice. */
export type Change = {
  readonly what: string;
  readonly send: () => Promise<unknown>;
  /** Whether it is so already; `failure` is why that is asked. */
  readonly landed: (failure: WeChatFailure) => Promise<boolean>;
  /** Waits until a refusal may be mended; true where it is to be sent again, else the result. */
  readonly mended?: (failure: WeChatFailure) => Promise<true | PartResult | undefined>;
};

/** Makes a change once: what it made of it, or the refusal that is final. */
export const changeOnce = (
  { process, timings }: Part<unknown>,
  { what, send, landed, mended }: Change,
): Promise<PartResult> => {
  const changed: PartResult = { kind: 'changed', note: `${what}: done.` };
  return sendOnce(process, {
    what,
    lookUpAfter: timings.lookUpAfter,
    send: async () => {
      await send();
      return changed;
    },
    landed: async (failure) => ((await landed(failure)) ? changed : undefined),
    refused: async (failure) => {
      const dealt = await mended?.(failure);
      if (dealt === true) return 'again';
      const answer = dealt ?? resultOf(failure);
      return answer && { answer };
    },
  });
};

/** What WeChat says of a media id that is none, or has ended. */
const fileGone: readonly (number | undefined)[] = [40007, 46001];

/**
 * Brings the files of one change anew where WeChat does not find its copies, once: it may have dropped them before their
 * time. `undefined` where that would change nothing, as with a media id that was declared.
 */
export const openRenewal = <T>({ bring }: Part<unknown>, declared: T) => {
  let renewed = false;
  return async ({ errcode }: WeChatFailure) => {
    if (renewed || !fileGone.includes(errcode) || materialsIn(declared).length === 0) return undefined;
    renewed = true;
    return bring(declared, 'anew');
  };
};

/** Makes a change that names files, which are brought to WeChat first. */
export const changeWithFiles = async <T>(
  part: Part<unknown>,
  declared: T,
  { send, ...change }: Omit<Change, 'send' | 'mended'> & { readonly send: (ready: T) => Promise<unknown> },
): Promise<PartResult> => {
  const brought = await part.bring(declared);
  if ('refused' in brought) return brought.refused;
  let { ready } = brought;
  const renew = openRenewal(part, declared);
  return changeOnce(part, {
    ...change,
    send: () => send(ready),
    mended: async (failure) => {
      const fresh = await renew(failure);
      if (!fresh || 'refused' in fresh) return fresh?.refused;
      ready = fresh.ready;
      return true;
    },
  });
};
