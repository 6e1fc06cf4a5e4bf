import type * as section from '../../wechat/endpoints/code-management-audit.ts';
import { Refusal } from '../refusal.ts';
import type { Slots } from '../slots.ts';
import { uploadMedia } from '../world/audit-media.ts';
import { type Audit, auditStatus, commitTemplate, detectionOf } from '../world/code.ts';
import { trialQrCode } from './trial-qr-code.ts';

/** Commit and audit (代码管理). */
export const codeManagementAudit = {
  commit: (request, { world, account, changed }) => {
    commitTemplate(account, world.library.find(request.template_id), request, world);
    changed();
    return {};
  },

  getCodePrivacyInfo: (_request, { world, account }) => {
    const { withoutPermission, undeclared } = detectionOf(account, world.clock);
    return { without_auth_list: withoutPermission, without_conf_list: undeclared };
  },

  getCodePage: (_request, { account }) => {
    if (!account.code.trial) throw new Refusal(86001);
    return { page_list: [...account.code.trial.pages] };
  },

  getTrialQRCode: (_request, { account }) => {
    if (!account.code.trial) throw new Refusal(86001);
    return trialQrCode;
  },

  uploadMediaToCodeAudit: ({ media }, { world, account, changed }) => {
    const uploaded = uploadMedia(account.auditMedia, media, world.clock);
    changed();
    return uploaded;
  },

  submitAudit: async (request, { world, account, changed }) => {
    const { auditid } = await world.audits.submit(account, request);
    changed();
    return { auditid };
  },

  getAuditStatus: ({ auditid }, { account }) => {
    const audit = account.code.audits.find((one) => one.auditid === auditid);
    if (!audit) throw new Refusal(85012);
    return { ...decisionOf(audit), ...(audit.screenshot ? { screenshot: audit.screenshot } : {}) };
  },

  getLatestAuditStatus: (_request, { account }) => {
    const audit = account.code.audits.at(-1);
    if (!audit) throw new Refusal(85058);
    return {
      auditid: audit.auditid,
      ...decisionOf(audit),
      // Spelled otherwise than in get_auditstatus, as WeChat does.
      ...(audit.screenshot ? { ScreenShot: audit.screenshot } : {}),
      user_version: audit.version.userVersion,
      user_desc: audit.version.userDesc,
      submit_audit_time: audit.submittedAt,
    };
  },

  undoAudit: (_request, { world, account, changed }) => {
    world.audits.undo(account);
    changed();
    return {};
  },

  setCodeAuditQuota: (_request, { world: { quota } }) => ({
    rest: quota.submissions.rest(),
    limit: quota.submissions.limit(),
    speedup_rest: quota.speedups.rest(),
    speedup_limit: quota.speedups.limit(),
  }),

  speedupCodeAudit: ({ auditid }, { world, account, changed }) => {
    world.audits.speedUp(account, auditid);
    changed();
    return {};
  },
} satisfies Slots<typeof section>;

/** A reason is told only where WeChat rejected or delayed. */
const decisionOf = ({ status, reason }: Audit) =>
  reason !== undefined && (status === auditStatus.rejected || status === auditStatus.delayed)
    ? { status, reason }
    : { status };
