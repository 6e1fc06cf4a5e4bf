import type * as section from '../../../wechat/endpoints/qr-code.ts';
import type { Samples } from './sample.ts';

const look = { width: 430, auto_color: false, line_color: { r: 0, g: 0, b: 0 }, is_hyaline: false };

export const samples = {
  getQRCode: {
    call: 'POST /wxa/getwxacode authorizer',
    errcodes: [-1, 40097, 40159, 40189, 45009, 45029, 45063],
    requests: [
      { path: 'page/index/index', ...look },
      { path: 'page/index/index', width: 430 },
    ],
  },
  getUnlimitedQRCode: {
    call: 'POST /wxa/getwxacodeunlimit authorizer',
    errcodes: [-1, 40129, 40169, 41030, 45009, 45063],
    requests: [
      { scene: 'a=1', page: 'page/index/index', ...look },
      { scene: 'a=1', page: 'pages/index/index', check_path: true, env_version: 'release' },
    ],
  },
} satisfies Samples<typeof section>;
