import { expect } from 'vitest';
import type { Stage } from './stage.ts';

/** The category of a new account as an item of a submission. */
export const item = { first_class: '工具', second_class: '备忘录', first_id: 1, second_id: 2 };

/** What one account does with its code, in short. */
export const versionsOf = ({ client, person }: Pick<Stage, 'client' | 'person'>, appid: string) => {
  const latest = () => client.getLatestAuditStatus(appid, {});
  const commit = (version: string, template_id = 1, ext: object = {}) =>
    client.commit(appid, {
      template_id,
      ext_json: JSON.stringify(ext),
      user_version: version,
      user_desc: `build ${version}`,
    });
  const submit = (more: object = {}) => client.submitAudit(appid, { item_list: [item], ...more });
  const status = async () => (await latest()).status;
  /** Sets what the auditor does at once, with all accounts or with one. */
  const auditor = (does: string, of?: string) => person('auditor', does, of);
  /** A version that waits for an auditor who never comes. */
  const submitted = async (version = '1.0.0') => {
    await auditor('ignore', appid);
    await commit(version);
    return submit();
  };
  /** A version that is approved and not released. */
  const approved = async (version: string) => {
    const { auditid } = await submitted(version);
    await auditor('pass', appid);
    await expect.poll(status).toBe(0);
    return auditid;
  };
  /** Versions that went online one after the other. */
  const online = async (...versions: string[]) => {
    for (const version of versions) {
      await approved(version);
      await client.release(appid, {});
    }
  };
  return {
    commit,
    submit,
    latest,
    status,
    auditor,
    submitted,
    approved,
    online,
    /** The version that users have. */
    released: async () => (await client.getVersionInfo(appid, {})).release_info?.release_version,
  };
};
