import { z } from 'zod';
import { event } from '../event.ts';
import { wireElement, wireNumber, wireText } from '../wire.ts';

/**
 * The admin agreed to live broadcasts, and they are open (sic: Noitfy).
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/live-player/api_applylivelnfo.html
 */
export const wxaLiveApplyEvent = event({
  channel: 'authorizer',
  name: 'wxa_live_apply_event',
  payload: z.object({
    ToUserName: z.string(),
    FromUserName: z.string(),
    CreateTime: wireNumber,
    ApplyLiveInfoNoitfy: wireElement({ appid: z.string().optional(), open_time: wireText.optional() }).optional(),
  }),
  secrets: [],
  dedupe: ['FromUserName', 'CreateTime'],
});
