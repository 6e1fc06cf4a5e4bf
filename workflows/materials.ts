import { isCancellation, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { MaterialActivities } from '../activities/materials.ts';
import type { Screenshot } from '../messages/code-release.ts';
import { type MaterialPlace, materialsIn, withMediaIds } from '../messages/materials.ts';
import type { FieldHint } from '../messages/progress.ts';
import { callTimeouts } from './call-timeouts.ts';
import { isMaterialMissing, weChatFailureOf, wordsOf } from './failures.ts';
import type { Process } from './process.ts';

/** An application with WeChat's media ids in place of its materials, or what is wrong with them. */
export type Brought<T> = { readonly ready: T } | { readonly wrong: readonly FieldHint[] };

type Purpose = 'audit' | 'filing' | 'setup' | 'verification';

/** The merchant's files that one process needs, and WeChat's copies of them. */
export type Materials = {
  /** Keeps those of an application from being deleted; tells which are not there. */
  hold(application: unknown): Promise<readonly FieldHint[]>;
  /** Sees to it that WeChat has a fresh copy of each. */
  bring<T>(application: T, purpose: Purpose): Promise<Brought<T>>;
  /** WeChat does not know them any more: those of an application, or all, are brought again. */
  forget(application?: unknown): void;
  /** Needs them no more; what nobody else needs is deleted. Never fails. */
  letGo(): Promise<void>;
};

/** What WeChat says of a file that it does not take. */
const refusedFiles: readonly number[] = [40004, 40005, 40006, 40009];

const files = (summary: string) =>
  proxyActivities<MaterialActivities>({
    ...callTimeouts,
    startToCloseTimeout: '2 minutes',
    summary,
    retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '30s', maximumAttempts: 6 },
  });

/** Opens the materials of a process; `copyLife` is how long WeChat keeps its copy, in milliseconds. */
export const openMaterials = (process: Process, appid: string, copyLife: number): Materials => {
  const { workflowId: holder } = workflowInfo();
  const held = new Set<string>();
  const copies = new Map<string, { readonly mediaId: string; readonly at: number }>();

  const upload = ({ material, field, certificateType }: MaterialPlace, purpose: Purpose) => {
    if (purpose === 'verification') {
      return files('Bring a picture to WeChat for the verification').uploadForVerification({ appid, material });
    }
    if (purpose === 'audit')
      return files('Bring a picture or video to WeChat for the audit').uploadForAudit({ appid, material });
    if (purpose === 'setup') return files('Bring a picture to WeChat').uploadForSetup({ appid, material });
    const certificate = certificateType === undefined ? {} : { certificateType };
    return files(`Bring ${field} to WeChat`).uploadForFiling({ appid, material, field, ...certificate });
  };
  const isFresh = (key: string) => (copies.get(key)?.at ?? Number.NEGATIVE_INFINITY) + copyLife > Date.now();
  /** Uploads one where WeChat has no fresh copy; tells what is wrong with it. */
  const renew = async (place: MaterialPlace, purpose: Purpose): Promise<string | undefined> => {
    const key = keyOf(place, purpose);
    if (isFresh(key)) return undefined;
    const at = Date.now();
    try {
      copies.set(key, { mediaId: await upload(place, purpose), at });
      return undefined;
    } catch (error) {
      if (isMaterialMissing(error)) return missing;
      const failure = weChatFailureOf(error);
      if (failure.errcode !== undefined && refusedFiles.includes(failure.errcode)) return wordsOf(failure);
      throw error;
    }
  };
  const hold: Materials['hold'] = async (application) => {
    const places = materialsIn(application);
    const wanted = [...new Set(places.map(({ material }) => material))].filter((material) => !held.has(material));
    if (wanted.length === 0) return [];
    const gone = await process.attempt(() =>
      files("Keep the merchant's files").holdMaterials({ materials: wanted, holder }),
    );
    for (const material of wanted) if (!gone.includes(material)) held.add(material);
    return places
      .filter(({ material }) => gone.includes(material))
      .map(({ path }) => ({ field: path, problem: missing }));
  };

  return {
    hold,
    bring: async (application, purpose) => {
      const gone = await hold(application);
      if (gone.length > 0) return { wrong: gone };
      const wrong: FieldHint[] = [];
      for (const place of materialsIn(application)) {
        const problem = await process.attempt(() => renew(place, purpose));
        if (problem) wrong.push({ field: place.path, problem });
      }
      if (wrong.length > 0) return { wrong };
      return { ready: withMediaIds(application, (place) => copies.get(keyOf(place, purpose))?.mediaId ?? '') };
    },
    forget: (application) => {
      const named = application === undefined ? undefined : materialsIn(application).map(({ material }) => material);
      for (const key of copies.keys())
        if (named?.some((material) => key.includes(material)) ?? true) copies.delete(key);
    },
    letGo: async () => {
      if (held.size === 0) return;
      // What is left behind is one directory's worth of a few files; it must not keep a process from its end.
      await files("Delete the merchant's files")
        .letGoMaterials({ materials: [...held], holder })
        .catch(() => undefined);
    },
  };
};

/** Keeps the screenshots of a rejection here; those that can't be had keep WeChat's number alone. */
export const keepScreenshots = async (appid: string, mediaIds: readonly string[]): Promise<Screenshot[]> => {
  const unkept = mediaIds.map((mediaId) => ({ mediaId }));
  if (unkept.length === 0) return [];
  return files('Keep the screenshots of the rejection')
    .keepScreenshots({ appid, mediaIds })
    .catch((error: unknown) => {
      if (isCancellation(error)) throw error;
      return unkept;
    });
};

const missing = '文件已不存在，请重新上传 (the file is not there any more: upload it again)';

/** A file may stand in several fields; WeChat reads a certificate by its kind. */
const keyOf = ({ material, certificateType }: MaterialPlace, purpose: string) =>
  `${purpose} ${material} ${certificateType ?? ''}`;
