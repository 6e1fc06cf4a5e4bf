import type * as section from '../../wechat/endpoints/record.ts';
import { faceLink } from '../pages/verifying.ts';
import { Refusal } from '../refusal.ts';
import { type Slots, sampled } from '../slots.ts';
import { entranceStatus, filingStatus } from '../world/filing.ts';
import {
  certificateTypes,
  districts,
  nrlxTypes,
  serviceContentTypes,
  subjectTypes,
} from '../world/icp-dictionaries.ts';
import { icpMediaOf, keepIcpMedia } from '../world/icp-media.ts';
import { shownOrderOf } from '../world/shown-order.ts';

const dictionary = 'a dictionary, in excerpts';

/** ICP filing (小程序备案). */
export const record = {
  uploadIcpMedia: async (upload, { world, account, changed }) => {
    const media_id = await keepIcpMedia(account, upload);
    changed();
    return { type: upload.type, media_id, created_at: world.clock.seconds() };
  },

  queryIcpCertificateTypes: sampled(dictionary, { items: certificateTypes }),
  queryIcpSubjectTypes: sampled(dictionary, { items: subjectTypes }),
  queryIcpDistrictCode: sampled(dictionary, { items: districts }),
  queryIcpNrlxTypes: sampled(dictionary, { items: nrlxTypes }),
  queryIcpServiceContentTypes: sampled(dictionary, { items: serviceContentTypes }),

  createIcpVerifyTask: ({ along_with_auth = false }, { world, account, origin, changed }) => {
    const { taskId } = world.verifying.faceChecks.begin(account, along_with_auth);
    changed();
    return { task_id: taskId, ...(along_with_auth ? { verify_url: `${origin}${faceLink(taskId)}` } : {}) };
  },

  queryIcpVerifyTask: ({ task_id }, { world, account }) => {
    const check = account.filing.faceChecks.get(task_id);
    if (!check) throw new Refusal(86328);
    if (check.goodUntil <= world.clock.now()) throw new Refusal(1);
    return {
      is_finish: check.finished,
      face_status: check.status,
      ...(check.phone ? { along_with_auth_result: check.phone } : {}),
    };
  },

  applyIcpFiling: (application, { world, account, changed }) => {
    world.verifying.filings.apply(account, application);
    changed();
    return { hints: [] };
  },

  cancelApplyIcpFiling: async (_request, { world, account, changed }) => {
    await world.verifying.authAndIcp.withdraw(account);
    changed();
    return {};
  },

  cancelIcpfiling: (_request, { world, account, changed }) => {
    world.verifying.filings.cancel(account);
    changed();
    return {};
  },

  getIcpEntranceInfo: (_request, { world, account }) => {
    const { filing } = account;
    const stands = entranceStatus(account);
    const status = world.verifying.allFiled && stands >= filingStatus.notFiled ? filingStatus.filed : stands;
    const rejected = status === filingStatus.platformRejected || status === filingStatus.bureauRejected;
    return {
      info: {
        status,
        is_canceling: filing.canceling,
        audit_data: rejected ? [...filing.auditData] : [],
        available: filing.available ? 1 : 0,
        ...(status === filingStatus.bureauReviews ? { sms_verify_status: filing.sms } : {}),
      },
    };
  },

  getOnlineIcpOrder: (_request, { account }) => shownOrderOf(account),

  getIcpMedia: ({ media_id }, { account }) => {
    const { contentType, bytes } = icpMediaOf(account, media_id);
    return { contentType, bytes };
  },
} satisfies Slots<typeof section>;
