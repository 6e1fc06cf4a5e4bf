import { expect } from 'vitest';
import type * as section from '../../wechat/endpoints/code-management-audit.ts';
import type { Stage } from '../simulator/stage.ts';
import { versionsOf } from '../simulator/versions.ts';
import { atFault, customised, type Trials, trySurface } from './surface.ts';

/** A new account and what it does with its code. */
const codeOf = async (stage: Stage) => {
  const { appid } = await stage.account();
  return { appid, client: stage.client, ...versionsOf(stage, appid) };
};
const picture = new File(['picture'], 'page.png', { type: 'image/png' });

trySurface('code management, commit and audit', {
  commit: {
    good: async (stage) => (await codeOf(stage)).commit('1.0.0'),
    refused: [85014, async (stage) => (await codeOf(stage)).commit('1.0.0', 999)],
  },
  getCodePrivacyInfo: {
    good: async (stage) => {
      const { appid, client, commit } = await codeOf(stage);
      await commit('1.0.0');
      return client.getCodePrivacyInfo(appid, {});
    },
    refused: [
      61039,
      atFault('/wxa/security/get_code_privacy_info', 61039, async ({ account, client }) =>
        client.getCodePrivacyInfo((await account()).appid, {}),
      ),
    ],
  },
  getCodePage: {
    good: async (stage) => {
      const { appid, client, commit } = await codeOf(stage);
      await commit('1.0.0');
      const answer = await client.getCodePage(appid, {});
      expect(answer.page_list).toContain('pages/index/index');
      return answer;
    },
    refused: [
      86001,
      async (stage) => {
        const { appid, client } = await codeOf(stage);
        return client.getCodePage(appid, {});
      },
    ],
  },
  getTrialQRCode: {
    good: async (stage) => {
      const { appid, client, commit } = await codeOf(stage);
      await commit('1.0.0');
      const answer = await client.getTrialQRCode(appid, { path: 'pages/list/list?from=test' });
      expect(answer.contentType).toBe('image/jpeg');
      return answer;
    },
    refused: [
      86000,
      async (stage) => {
        const { appid, client } = await customised(stage);
        return client.getTrialQRCode(appid, {});
      },
    ],
  },
  uploadMediaToCodeAudit: {
    good: async (stage) => {
      const { appid, client } = await codeOf(stage);
      const answer = await client.uploadMediaToCodeAudit(appid, { media: picture });
      expect(answer).toEqual({ type: 'image', mediaid: expect.any(String) });
      return answer;
    },
    refused: [
      40005,
      async (stage) => {
        const { appid, client } = await codeOf(stage);
        return client.uploadMediaToCodeAudit(appid, { media: new File(['text'], 'notes.txt', { type: 'text/plain' }) });
      },
    ],
  },
  submitAudit: {
    good: async (stage) => {
      const { submitted, latest } = await codeOf(stage);
      const answer = await submitted();
      expect(await latest()).toMatchObject(answer);
      return answer;
    },
    refused: [
      85009,
      async (stage) => {
        const { submitted, submit } = await codeOf(stage);
        await submitted();
        return submit();
      },
    ],
  },
  getAuditStatus: {
    good: async (stage) => {
      const { appid, client, submitted } = await codeOf(stage);
      const { auditid } = await submitted();
      const answer = await client.getAuditStatus(appid, { auditid });
      expect(answer).toEqual({ status: 2 });
      return answer;
    },
    refused: [
      85012,
      async (stage) => {
        const { appid, client } = await codeOf(stage);
        return client.getAuditStatus(appid, { auditid: 1 });
      },
    ],
  },
  getLatestAuditStatus: {
    good: async (stage) => {
      const { submitted, latest } = await codeOf(stage);
      await submitted('1.2.3');
      const answer = await latest();
      expect(answer).toMatchObject({ status: 2, user_version: '1.2.3' });
      return answer;
    },
    refused: [85058, async (stage) => (await codeOf(stage)).latest()],
  },
  undoAudit: {
    good: async (stage) => {
      const { appid, client, submitted, status } = await codeOf(stage);
      await submitted();
      const answer = await client.undoAudit(appid, {});
      expect(await status()).toBe(3);
      return answer;
    },
    refused: [
      87013,
      async (stage) => {
        const { appid, client, submitted, submit } = await codeOf(stage);
        await submitted();
        for (let undone = 0; undone < 5; undone += 1) {
          await client.undoAudit(appid, {});
          await submit();
        }
        return client.undoAudit(appid, {});
      },
    ],
  },
  setCodeAuditQuota: {
    good: async (stage) => {
      const { appid, client, submitted } = await codeOf(stage);
      const before = await client.setCodeAuditQuota(appid, {});
      await submitted();
      const answer = await client.setCodeAuditQuota(appid, {});
      expect(answer).toEqual({ ...before, rest: before.rest - 1 });
      return answer;
    },
    refused: [
      86000,
      async (stage) => {
        const { appid, client } = await customised(stage);
        return client.setCodeAuditQuota(appid, {});
      },
    ],
  },
  speedupCodeAudit: {
    good: async (stage) => {
      const { appid, client, submitted } = await codeOf(stage);
      const { auditid } = await submitted();
      const { speedup_rest } = await client.setCodeAuditQuota(appid, {});
      const answer = await client.speedupCodeAudit(appid, { auditid });
      expect(await client.setCodeAuditQuota(appid, {})).toMatchObject({ speedup_rest: speedup_rest - 1 });
      return answer;
    },
    refused: [
      89402,
      async (stage) => {
        const { appid, client } = await codeOf(stage);
        return client.speedupCodeAudit(appid, { auditid: 1 });
      },
    ],
  },
} satisfies Trials<typeof section>);
