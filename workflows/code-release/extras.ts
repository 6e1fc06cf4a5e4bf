import type { CodeReleaseInput } from '../../messages/code-release.ts';
import type { Materials } from '../materials.ts';
import type { Process } from '../process.ts';
import type { SubmitRequest } from './submission.ts';

/** The pictures and videos that go along with a submission. */
export const mediaOf = ({ preview, feedback }: CodeReleaseInput) => ({
  ...(preview ? { preview } : {}),
  ...(feedback?.materials ? { feedback: feedback.materials } : {}),
});

/** What goes along with a submission beside the categories; WeChat gets fresh copies of what it has forgotten. */
export const extrasOf = async (
  process: Process,
  release: CodeReleaseInput,
  { materials, unused }: { readonly materials: Materials; readonly unused: boolean },
): Promise<Omit<SubmitRequest, 'item_list'>> => {
  const { userDesc, ugcDeclare, orderPath, feedback } = release;
  const preview = await brought(process, materials, release.preview, 'audit');
  const proofs = await brought(process, materials, feedback?.materials, 'setup');
  return {
    version_desc: userDesc,
    ...(ugcDeclare ? { ugc_declare: { ...ugcDeclare } } : {}),
    ...(orderPath ? { order_path: orderPath } : {}),
    ...(preview
      ? { preview_info: { pic_id_list: [...(preview.pictures ?? [])], video_id_list: [...(preview.videos ?? [])] } }
      : {}),
    ...(feedback ? { feedback_info: feedback.info } : {}),
    ...(proofs?.length ? { feedback_stuff: proofs.join('|') } : {}),
    ...(unused ? { privacy_api_not_use: true } : {}),
  };
};

/** The same with media ids; waits for who must upload a file again. */
const brought = async <T>(
  process: Process,
  materials: Materials,
  wanted: T | undefined,
  purpose: 'audit' | 'setup',
): Promise<T | undefined> => {
  if (wanted === undefined) return undefined;
  for (;;) {
    const result = await materials.bring(wanted, purpose);
    if ('ready' in result) return result.ready;
    const what = 'WeChat did not take a file of the submission: upload it again (POST /v1/materials), then retry.';
    await process.park({ what, who: 'provider', hints: result.wrong });
  }
};
