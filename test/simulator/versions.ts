import { expect } from 'vitest';
import type { Stage } from './stage.ts';

/** The category of a new account as an item of a submission. */
export const item = { first_class: '工具', second_class: '备忘录', first_id: 1, second_id: 2 };

/** What one account does with its code, in short. */
export const versionsOf = ({ client, order }: Stage, appid: string) => {
  const latest = () => client.getLatestAuditStatus(appid, {});
  const code = {
    commit: (version: string, template_id = 1, ext: object = {}) =>
      client.commit(appid, {
        template_id,
        ext_json: JSON.stringify(ext),
        user_version: version,
        user_desc: `build ${version}`,
      }),
    submit: (more: object = {}) => client.submitAudit(appid, { item_list: [item], ...more }),
    latest,
    status: async () => (await latest()).status,
    /** Sets what the auditor does at once, with all accounts or with one. */
    auditor: (does: string, of?: string) => order('/people', { person: 'auditor', does, afterMs: 0, appid: of }),
    /** From a commit to online. */
    release: async (version: string) => {
      await code.auditor('pass', appid);
      await code.commit(version);
      await code.submit();
      await expect.poll(code.status).toBe(0);
      await client.release(appid, {});
    },
  };
  return code;
};
