import { renderExt } from '../ext/render.ts';
import type { ExtSources } from '../ext/sources.ts';
import type { Preflight, PreflightAsked } from '../messages/release-preflight.ts';
import { gatherFacts, type PreflightDeps } from './gather.ts';
import { judge } from './judge.ts';

/** What a preflight is made with. */
export type CheckDeps = PreflightDeps & { readonly sources: ExtSources };

/** Checks a release before anything is sent. Throws `WeChatError` where WeChat can't be asked now. */
export const preflightOf = async (deps: CheckDeps, asked: PreflightAsked): Promise<Preflight> => {
  const rendering = renderExt(deps.sources)(asked);
  const [facts, { ext, hash, problems }] = await Promise.all([
    gatherFacts(
      deps,
      asked,
      rendering.then(({ ext }) => ext),
    ),
    rendering,
  ]);
  const first = 'value' in facts.versions && !facts.versions.value.release_info;
  return { findings: judge({ ...facts, problems }, { ...asked, ext }), ext, extHash: hash, first };
};
