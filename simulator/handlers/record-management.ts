import type * as section from '../../wechat/endpoints/record-management.ts';
import type { Slots } from '../slots.ts';
import { recordsWithin, saidOf } from '../world/violations.ts';

/** Violations and appeals (违规和申诉记录). */
export const recordManagement = {
  getIllegalRecords: (request, { world, account }) => ({
    records: [...recordsWithin(account, request, world.clock)],
  }),

  getAppealRecords: ({ illegal_record_id }, { account }) => ({
    records: account.violations.appeals
      .filter(({ illegalRecordId }) => illegalRecordId === illegal_record_id)
      .map((appeal) => ({
        ...saidOf(appeal),
        materials: appeal.materials.map(({ content, contentUrl, reason, proofs }) => ({
          illegal_material: { content, content_url: contentUrl },
          appeal_material: { reason, proof_material_ids: [...proofs] },
        })),
      })),
  }),
} satisfies Slots<typeof section>;
