import { isCancellation } from '@temporalio/workflow';
import { wx } from '../wechat.ts';

/** The number under which the mini program is filed (备案号), where WeChat tells it. */
export const recordNumberOf = async (appid: string): Promise<{ readonly recordNumber?: string }> => {
  try {
    const order = await wx('Read the filing in force').getOnlineIcpOrder(appid, {});
    const recordNumber = order.icp_applets.map(({ base_info: info }) => info?.record_number).find(Boolean);
    return recordNumber ? { recordNumber } : {};
  } catch (error) {
    if (isCancellation(error)) throw error;
    // It is filed all the same.
    return {};
  }
};
