import { randomBytes } from 'node:crypto';
import { Refusal } from '../refusal.ts';
import type { Account } from './accounts.ts';

/** An ad unit (广告单元). */
export type AdUnit = {
  readonly ad_unit_id: string;
  readonly ad_slot: string;
  ad_unit_name: string;
  /** 1 on, 2 off. */
  ad_unit_status: 1 | 2;
  tmpl_type: number;
  video_duration_min?: number;
  video_duration_max?: number;
};

/** The ads of one account. */
export type AccountAds = {
  opened: boolean;
  /** The provider's share in percent that was set for this account only. */
  share?: number;
  readonly units: AdUnit[];
  /** Of the cover ad: 1 on, 4 off. */
  coverStatus: 1 | 4;
  coverScenes: string;
  barredCategories: string;
};

/** An account without ads. */
export const noAds = (): AccountAds => ({
  opened: false,
  units: [],
  coverStatus: 4,
  coverScenes: '',
  barredCategories: '',
});

/** The ads of an account that opened them. Refuses: 2009 not opened. */
export const openedAds = ({ ads }: Account): AccountAds => {
  if (!ads.opened) throw new Refusal(2009);
  return ads;
};

/** Opens the ads. Refuses: 2021 open already. */
export const openAds = ({ ads }: Account): void => {
  if (ads.opened) throw new Refusal(2021);
  ads.opened = true;
};

/** Makes a unit that is on. */
export const newAdUnit = (known: Pick<AdUnit, 'ad_slot' | 'ad_unit_name' | 'tmpl_type'>): AdUnit => ({
  ad_unit_id: `adunit-${randomBytes(8).toString('hex')}`,
  ad_unit_status: 1,
  ...known,
});

/** A unit of an account. Refuses: 2009 no ads, 1700 no such unit. */
export const adUnitOf = (account: Account, id: string): AdUnit => {
  const unit = openedAds(account).units.find(({ ad_unit_id }) => ad_unit_id === id);
  if (!unit) throw new Refusal(1700);
  return unit;
};
