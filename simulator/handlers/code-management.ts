import type * as section from '../../wechat/endpoints/code-management.ts';
import { Refusal } from '../refusal.ts';
import type { Slots } from '../slots.ts';
import { type Audit, auditStatus, commitTemplate, releaseAudited } from '../world/code.ts';
import { trialQrCode } from './trial-qr-code.ts';

/** Commit, audit and release (代码管理). */
export const codeManagement = {
  commit: (request, { world, account, changed }) => {
    commitTemplate(account, world.templates.get(request.template_id), request, world);
    changed();
    return {};
  },

  getCodePage: (_request, { account }) => {
    if (!account.code.trial) throw new Refusal(86001);
    return { page_list: [...account.code.trial.pages] };
  },

  getTrialQRCode: (_request, { account }) => {
    if (!account.code.trial) throw new Refusal(86001);
    return trialQrCode;
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

  release: (_request, { world, account, changed }) => {
    releaseAudited(account, world.clock, world.platformDomains);
    changed();
    return {};
  },

  getVersionInfo: (_request, { account }) => {
    const { trial, released } = account.code;
    const online = released[0];
    return {
      ...(trial
        ? { exp_info: { exp_time: trial.committedAt, exp_version: trial.userVersion, exp_desc: trial.userDesc } }
        : {}),
      ...(online
        ? {
            release_info: {
              release_time: online.releasedAt,
              release_version: online.version.userVersion,
              release_desc: online.version.userDesc,
            },
          }
        : {}),
    };
  },
} satisfies Slots<typeof section>;

/** A reason is told only where WeChat rejected or delayed. */
const decisionOf = ({ status, reason }: Audit) =>
  reason !== undefined && (status === auditStatus.rejected || status === auditStatus.delayed)
    ? { status, reason }
    : { status };
