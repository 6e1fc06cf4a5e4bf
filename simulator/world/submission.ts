import type { z } from 'zod';
import type { submitAudit } from '../../wechat/endpoints/code-management-audit.ts';
import type { Clock } from '../clock.ts';
import { Refusal } from '../refusal.ts';
import { isInitialised } from './account-settings.ts';
import type { Account } from './accounts.ts';
import { checkPreview } from './audit-media.ts';
import { approvedCategories, type Category } from './categories.ts';
import { detectionOf, type Version } from './code.ts';

/** What is sent to submit a version for audit. */
export type Submission = z.output<typeof submitAudit.request>;
type Item = Submission['item_list'][number];

/** How long `version_desc` may be; WeChat does not say. */
const longestDescription = 1000;
/** Categories whose first submission must say how the content of users is checked. */
const social = ['社区/论坛', '笔记', '问答'];

/**
 * The trial version, where nothing about it or the submission forbids an audit. Refuses, in this order: 86002 not set up,
 * 86020 a trial name, 85086 no code, 61039 and 61040 detection, 85010, 85011, 85006, 85007, 85008 items, 85094 users'
 * content, 85051, 85093, 85092 description and preview.
 */
export const submittable = (account: Account, submission: Submission, clock: Clock): Version => {
  const { trial, audits } = account.code;
  if (!isInitialised(account)) throw new Refusal(86002);
  if (/的试用(小程序|店)/.test(account.name)) throw new Refusal(86020);
  if (!trial) throw new Refusal(85086);
  const { withoutPermission } = detectionOf(account, clock);
  if (withoutPermission.length > 0 && !submission.privacy_api_not_use) {
    throw new Refusal(61040, withoutPermission.join(','));
  }
  const categories = submission.item_list.map((item) => categoryOf(item, account, trial));
  if (audits.length === 0 && categories.some(isSocial) && !submission.ugc_declare) throw new Refusal(85094);
  if ((submission.version_desc?.length ?? 0) > longestDescription) throw new Refusal(85051);
  if (submission.preview_info) checkPreview(account.auditMedia, submission.preview_info, clock);
  return trial;
};

/** The approved category of an item whose other fields are right. */
const categoryOf = (item: Item, account: Account, { pages }: Version): Category => {
  if (!item.first_class || !item.second_class) throw new Refusal(85010);
  if (item.title?.trim() === '') throw new Refusal(85011);
  const tags = item.tag?.split(' ') ?? [];
  if (tags.length > 10 || tags.some((tag) => tag.length > 20)) throw new Refusal(85006);
  if (item.address !== undefined && !pages.includes(item.address)) throw new Refusal(85007);
  const { first_id, second_id, third_id } = item;
  const approved = approvedCategories(account).find(
    (category) => category.first_id === first_id && category.second_id === second_id && third_id === undefined,
  );
  if (!approved) throw new Refusal(85008);
  return approved;
};

const isSocial = ({ first_class, second_class }: Category): boolean =>
  first_class === '社交' && social.includes(second_class);
