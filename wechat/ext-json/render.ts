import { createHash } from 'node:crypto';
import { findingsOf } from './check.ts';
import { filled } from './fill.ts';
import { canonical, isObject, valueAt } from './json.ts';
import { mergeExt } from './merge.ts';
import {
  type ExtJson,
  type ExtLayer,
  type ExtLayers,
  type ExtProblem,
  extLayers,
  type Finding,
  type TemplateFacts,
  type Variables,
} from './types.ts';

/** How long a layer may be, as JSON in characters, and what comes of all of them. */
export const longestLayer = 16_384;
export const longestExt = 65_536;

/** From what an ext.json is made. */
export type ExtParts = {
  readonly appid: string;
  readonly layers: ExtLayers;
  /** The first set that names a variable gives its value. */
  readonly variables: readonly Variables[];
  readonly template?: TemplateFacts;
};

/** An ext.json as it would be sent, and what is wrong with it. */
export type MadeExt = { readonly ext: ExtJson; readonly hash: string; readonly problems: readonly ExtProblem[] };

/** Makes the ext.json of one account: merges the layers, fills in the variables and the appid, and checks what comes of it. */
export const makeExt = ({ appid, layers, variables, template }: ExtParts): MadeExt => {
  const merged = mergeExt(extLayers.map((name) => layers[name] ?? {}));
  const { value, findings } = filled(merged, Object.assign({}, ...[...variables].reverse()));
  const { extAppid, ...rest } = isObject(value) ? value : {};
  const ext = { extAppid: appid, ...rest };
  const all = [...findings, ...strangeAppid(extAppid, appid), ...tooLong(ext), ...findingsOf(ext, template)];
  return { ext, hash: hashOf(ext), problems: all.map((finding) => problemOf(finding, layers)) };
};

/** What WeChat refuses of a layer by itself, whatever the other layers and the variables are. */
export const layerFindings = (layer: ExtJson): readonly Finding[] => [
  ...findingsOf(mergeExt([layer])),
  ...tooLongLayer(layer),
];

/** The same for the same ext.json, whatever the order of its members. */
export const hashOf = (ext: ExtJson): string => createHash('sha256').update(canonical(ext)).digest('hex');

const strangeAppid = (written: unknown, appid: string): readonly Finding[] =>
  written === undefined || written === '' || written === appid
    ? []
    : [
        {
          at: ['extAppid'],
          level: 'fail',
          errcode: 85013,
          problem: `It names another account than ${appid}.`,
          advice: 'Leave it out: it is filled in.',
        },
      ];

const tooLongLayer = (layer: ExtJson): readonly Finding[] =>
  JSON.stringify(layer).length > longestLayer
    ? [tooLongBy(longestLayer, 'Let the mini program fetch what is large from your server.')]
    : [];

const tooLong = (ext: ExtJson): readonly Finding[] =>
  JSON.stringify(ext).length > longestExt
    ? [tooLongBy(longestExt, 'Look for a variable that is long and used often.')]
    : [];

const tooLongBy = (most: number, advice: string): Finding => ({
  at: [],
  level: 'fail',
  problem: `It is longer than ${most} characters of JSON.`,
  advice,
});

const problemOf = ({ at, ...finding }: Finding, layers: ExtLayers): ExtProblem => {
  const layer = layerOf(at, layers);
  return { path: at.join('.'), ...finding, ...(layer ? { layer } : {}) };
};

/** The layer that says most about a path, the last of those. */
const layerOf = (at: Finding['at'], layers: ExtLayers): ExtLayer | undefined => {
  for (let length = at.length; length > 0; length -= 1) {
    const path = at.slice(0, length);
    const found = [...extLayers].reverse().find((name) => valueAt(mergeExt([layers[name] ?? {}]), path) !== undefined);
    if (found) return found;
  }
  return undefined;
};
