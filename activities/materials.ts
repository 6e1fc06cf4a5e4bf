import { ApplicationFailure } from '@temporalio/activity';
import { purposes } from '../materials/purposes.ts';
import type { MaterialStore } from '../materials/store.ts';
import { materialMissing } from '../messages/failures.ts';
import type { Client } from '../wechat/client.ts';
import { beating, calling } from './wechat.ts';

/** What materials are handled with. */
export type MaterialDeps = { readonly wechat: Client; readonly materials: MaterialStore };

type OfAccount = { readonly appid: string; readonly material: string };
type OfHolder = { readonly materials: readonly string[]; readonly holder: string };

/** Merchants' files: held while a process needs them, and brought to WeChat, which forgets its copy after 3 days. */
export const createMaterialActivities = ({ wechat, materials }: MaterialDeps) => {
  const fileOf = async (material: string): Promise<File> => {
    const known = await materials.describe(material);
    const bytes = await materials.read(material);
    if (!known || !bytes) {
      throw ApplicationFailure.nonRetryable(`${material} is not there any more: upload it again.`, materialMissing);
    }
    // WeChat goes by the ending of the name.
    return new File([new Uint8Array(bytes)], `material.${known.type}`);
  };

  return {
    /** Keeps these for the holder; answers those that are not there. */
    holdMaterials: ({ materials: wanted, holder }: OfHolder): Promise<string[]> =>
      beating(async () => {
        const held = await Promise.all(wanted.map((material) => materials.hold(material, holder)));
        return wanted.filter((_, index) => !held[index]);
      }),

    /** The holder needs them no more: what nobody else holds is deleted. */
    letGoMaterials: ({ materials: held, holder }: OfHolder): Promise<void> =>
      beating(async () => {
        for (const material of held) await materials.letGo(material, holder);
      }),

    /** Brings a picture to WeChat for a verification; answers its media id. */
    uploadForVerification: async ({ appid, material }: OfAccount): Promise<string> =>
      calling(async () => {
        const media = await fileOf(material);
        return (await wechat.secwxaapiUploadauthmaterial(appid, { media })).mediaid;
      }),

    /** Brings a picture or video to WeChat for the audit of a version; answers its media id. */
    uploadForAudit: async ({ appid, material }: OfAccount): Promise<string> =>
      calling(async () => (await wechat.uploadMediaToCodeAudit(appid, { media: await fileOf(material) })).mediaid),

    /** Keeps the screenshots of a rejection here for as long as materials are kept that nobody holds; those that could be had. */
    keepScreenshots: ({ appid, mediaIds }: { readonly appid: string; readonly mediaIds: readonly string[] }) =>
      calling(async () => {
        const kept: { readonly mediaId: string; readonly material?: string }[] = [];
        for (const mediaId of mediaIds) {
          const { bytes } = await wechat.getMaterial(appid, { media_id: mediaId });
          const file = await materials.keep(once(bytes), purposes.audit);
          kept.push({ mediaId, ...(file.kind === 'kept' ? { material: file.material } : {}) });
        }
        return kept;
      }),

    /** Brings a picture to WeChat for the setup of an account; answers its media id. */
    uploadForSetup: async ({ appid, material }: OfAccount): Promise<string> =>
      calling(async () => {
        const media = await fileOf(material);
        return (await wechat.uploadTempMedia(appid, { type: 'image', media })).media_id;
      }),

    /** Brings a picture or video to WeChat for a filing, for a field of it and others alike; answers its media id. */
    uploadForFiling: async ({
      appid,
      material,
      field,
      certificateType,
    }: OfAccount & { readonly field: string; readonly certificateType?: number }): Promise<string> =>
      calling(async () => {
        const media = await fileOf(material);
        const { media_id } = await wechat.uploadIcpMedia(appid, {
          type: media.name.endsWith('.mp4') ? 'video' : 'image',
          icp_order_field: field,
          media,
          ...(certificateType === undefined ? {} : { certificate_type: certificateType }),
        });
        return media_id;
      }),
  };
};

const once = async function* (bytes: Uint8Array) {
  yield bytes;
};

export type MaterialActivities = ReturnType<typeof createMaterialActivities>;
