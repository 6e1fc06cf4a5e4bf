import { randomBytes } from 'node:crypto';
import { chinaMonth, within } from '../china-time.ts';
import type { Clock, Instant } from '../clock.ts';
import { Refusal } from '../refusal.ts';
import type { Account } from './accounts.ts';
import type { Category, SetCategory } from './categories.ts';
import { allCategories, type TreeCategory } from './category-tree.ts';
import { checkImage, type MediaType } from './media.ts';
import type { NameAudit } from './names.ts';
import type { AskedPlugin } from './plugins.ts';
import type { TempFiles } from './temp-files.ts';

/** What is set of an account beside its name, and what was used up in doing so. */
export type AccountSettings = {
  /** 0 person, 1 enterprise, 2 media, 3 government, 4 other. */
  principalType: number;
  /** The address of its picture. */
  avatar?: string;
  signature?: string;
  /** When each was set, the first time included. */
  readonly changed: { readonly name: Instant[]; readonly avatar: Instant[]; readonly signature: Instant[] };
  readonly nameAudits: NameAudit[];
  categories: SetCategory[];
  /** When each category was added. */
  readonly categoriesAdded: Instant[];
  searchable: boolean;
  /** The official accounts of its owner, which it may show. */
  readonly officialAccounts: readonly OfficialAccount[];
  /** The one it shows. */
  shown?: OfficialAccount;
  readonly media: TempFiles<MediaType>;
  /** WeChat ids by `userstr`. */
  readonly testers: Map<string, string>;
  readonly plugins: Map<string, AskedPlugin>;
};

/** An official account (公众号). */
type OfficialAccount = { readonly appid: string; readonly nickname: string; readonly headimg: string };

const pictureUrl = () => `http://wx.qlogo.cn/mmhead/${randomBytes(8).toString('hex')}/0`;

/** The settings of a new account; one that is not initialised has neither avatar, signature nor categories. */
export const newSettings = (known: {
  readonly initialised: boolean;
  readonly principalType: number;
  readonly principalName: string;
  /** Categories that passed already; 工具 / 备忘录 unless told. */
  readonly categories?: readonly Category[];
}): AccountSettings => ({
  principalType: known.principalType,
  ...(known.initialised ? { avatar: pictureUrl(), signature: '记录每一天' } : {}),
  changed: { name: [], avatar: [], signature: [] },
  nameAudits: [],
  categories: (known.categories?.map(asSet) ?? allCategories.slice(0, known.initialised ? 1 : 0)).map((category) => ({
    category,
    audit_status: 3,
    audit_reason: '',
  })),
  categoriesAdded: [],
  searchable: true,
  officialAccounts: [
    { appid: `wx${randomBytes(8).toString('hex')}`, nickname: `${known.principalName}公众号`, headimg: pictureUrl() },
  ],
  media: new Map(),
  testers: new Map(),
  plugins: new Map(),
});

const asSet = ({ first_class, second_class, first_id, second_id }: Category): TreeCategory => ({
  first: first_id,
  first_name: first_class,
  second: second_id,
  second_name: second_class,
  materials: [],
  personal: true,
});

/** Whether name, avatar and signature are set, as a submission needs. */
export const isInitialised = ({ name, settings }: Account): boolean =>
  name !== '' && settings.avatar !== undefined && settings.signature !== undefined;

/** Whether a person owns it. */
export const isPersonal = ({ settings }: Account): boolean => settings.principalType === 0;

/** How many changes of avatar and of signature a month has. */
export const changesAMonth = 5;

type Cut = Readonly<Record<'x1' | 'y1' | 'x2' | 'y2', string | number>>;

/** Sets the avatar. Refuses: 40007 no such image, 53205 an empty cut, 53202 used up. */
export const setAvatar = (account: Account, mediaId: string, cut: Cut, clock: Clock): void => {
  checkImage(account, mediaId, clock);
  if (Number(cut.x1) >= Number(cut.x2) || Number(cut.y1) >= Number(cut.y2)) throw new Refusal(53205);
  spendChange(account, 'avatar', 53202, clock);
  account.settings.avatar = pictureUrl();
};

/** Sets the signature. Refuses: 53204 without 4 Chinese characters, 53201 a barred word, 53200 used up. */
export const setSignature = (account: Account, signature: string, clock: Clock): void => {
  if ([...signature.matchAll(/\p{Script=Han}/gu)].length < 4) throw new Refusal(53204);
  if (barred.some((word) => signature.includes(word))) throw new Refusal(53201);
  spendChange(account, 'signature', 53200, clock);
  account.settings.signature = signature;
};

const barred = ['赌博', '博彩'];

const spendChange = ({ settings }: Account, what: 'avatar' | 'signature', errcode: number, clock: Clock): void => {
  const changes = settings.changed[what];
  if (within(chinaMonth, changes, clock.now()).length >= changesAMonth) throw new Refusal(errcode);
  changes.push(clock.now());
};

/** Shows one of the official accounts, or none. Refuses: 40013 it is none of the owner's. */
export const showOfficialAccount = ({ settings }: Account, flag: 0 | 1, appid: string | undefined): void => {
  const wanted = settings.officialAccounts.find((official) => official.appid === appid);
  if (flag === 1 && !wanted) throw new Refusal(40013);
  if (flag === 1 && wanted) settings.shown = wanted;
  else delete settings.shown;
};
