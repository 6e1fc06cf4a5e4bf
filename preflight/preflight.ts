import { renderExt } from '../ext/render.ts';
import { type ExtSources, once } from '../ext/sources.ts';
import type { Preflight, PreflightAsked } from '../messages/release-preflight.ts';
import { gatherFacts, type PreflightDeps, read } from './gather.ts';
import { judge } from './judge.ts';

/** What a preflight is made with. */
export type CheckDeps = PreflightDeps & { readonly sources: ExtSources };

/** Checks a release before anything is sent. Throws `WeChatError` where WeChat can't be asked now. */
export const preflightOf = async (deps: CheckDeps, asked: PreflightAsked): Promise<Preflight> => {
  const templates = once(() => read(async () => (await deps.wechat.getTemplateList({})).template_list));
  const isStandard = async (templateId: number) => {
    const listed = await templates();
    const one = 'value' in listed ? listed.value.find(({ template_id: id }) => id === templateId) : undefined;
    return one?.template_type === 1;
  };
  const rendering = renderExt({ ...deps.sources, isStandard })(asked);
  const [facts, { ext, hash, problems }] = await Promise.all([
    gatherFacts(deps, asked, { templates, ext: async () => (await rendering).ext }),
    rendering,
  ]);
  const first = 'value' in facts.versions && !facts.versions.value.release_info;
  return { findings: judge({ ...facts, problems }, { ...asked, ext }), ext, extHash: hash, first };
};
