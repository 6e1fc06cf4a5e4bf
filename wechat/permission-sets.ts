/** A permission set (权限集): the calls a merchant grants to a platform together. */
export type PermissionSet = {
  readonly id: number;
  /** WeChat's name. */
  readonly name: string;
  readonly nameEn: string;
  /** 互斥: it can be granted to one platform at a time. `unknown` where WeChat's pages do not say, or contradict each other. */
  readonly exclusive: boolean | 'unknown';
  readonly account: 'mini-program' | 'official-account' | 'channels';
};

type Row = readonly [id: number, name: string, nameEn: string, exclusive?: boolean | 'unknown'];

const setsOf = (account: PermissionSet['account'], rows: readonly Row[]): PermissionSet[] =>
  rows.map(([id, name, nameEn, exclusive = false]) => ({ id, name, nameEn, exclusive, account }));

/**
 * The permission sets of mini programs; WeChat adds to them now and then, so an id that is not here may be real.
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/product/miniprogram_authority.html
 */
const ofMiniPrograms = setsOf('mini-program', [
  [17, '获取小程序码', 'mini program codes'],
  [18, '小程序开发与数据分析', 'development and data analysis', true],
  [19, '小程序客服管理', 'customer service'],
  [25, '开放平台账号管理', 'open platform account', true],
  [30, '小程序基本信息管理', 'basic information'],
  [31, '小程序认证名称检测', 'name check for verification'],
  [36, '微信卡路里', 'WeChat calories'],
  [37, '附近的小程序管理', 'nearby mini programs'],
  [40, '小程序插件管理', 'plugins', true],
  [41, '好物圈管理', 'good things circle', true],
  [45, '微信物流服务', 'logistics', true],
  [48, '微信财政电子票据管理', 'fiscal electronic bills'],
  [49, '小程序云开发管理', 'cloud development', true],
  [51, '小程序即时配送', 'instant delivery', true],
  [52, '小程序直播管理', 'live streaming'],
  [65, '小程序广告管理', 'advertising'],
  [67, '微信服务市场管理', 'service market'],
  [70, '标准版交易组件商品管理', 'standard trade component: goods'],
  [71, '标准版交易组件订单物流与售后管理', 'standard trade component: orders'],
  [73, '标准版交易组件接入', 'standard trade component: access', true],
  [76, '小程序违规与交易投诉管理', 'violations and complaints', true],
  [81, '试用小程序快速认证', 'trial mini program verification', true],
  [84, '标准版交易组件优惠券管理', 'standard trade component: coupons'],
  [85, '自定义版交易组件管理', 'custom trade component', true],
  [86, '小商店装修', 'small shop decoration'],
  [88, '小程序链接管理', 'mini program links'],
  [93, '小程序联盟', 'mini program alliance'],
  [99, '云开发短信', 'cloud development: SMS'],
  [102, '云开发微信支付', 'cloud development: payment'],
  [104, '标准版交易组件资金管理', 'standard trade component: funds', true],
  [105, '城市服务', 'city services'],
  [107, '连接器', 'connectors'],
  [112, '红包封面', 'red packet covers'],
  [116, '自定义版交易组件数据', 'custom trade component: data'],
  [117, '小程序图像处理', 'image processing'],
  [118, '硬件服务', 'hardware services'],
  [119, '小程序支付管理服务', 'payment management', true],
  [120, '小程序购物订单', 'shopping orders', 'unknown'],
  [129, '小店商品', 'WeChat shop: goods'],
  [130, '小店物流', 'WeChat shop: logistics'],
  [131, '小店订单与售后', 'WeChat shop: orders'],
  [132, '小店优惠券', 'WeChat shop: coupons'],
  [133, '视频号商品橱窗', 'channels shop window'],
  [135, '流量主代运营', 'traffic monetisation on behalf', true],
  [138, '小店资金管理', 'WeChat shop: funds', true],
  [139, '小程序运费险', 'freight insurance'],
  [140, '小程序推广员', 'promoters'],
  [141, '小店优选联盟', 'WeChat shop: alliance'],
  [142, '小程序发货管理服务', 'delivery management'],
  [144, '学生认证', 'student verification'],
  [151, '小程序交易保障', 'trade protection'],
  [153, '微短剧资源', 'short drama resources'],
  [156, '小程序备案服务', 'ICP filing'],
  [157, '虚拟支付', 'virtual payment', true],
  [158, 'B2b门店助手', 'B2b shop assistant', true],
  [159, '视频号电子面单', 'channels electronic waybills'],
  [161, '微信客服管理', 'WeChat customer service'],
  [164, '小店生活券', 'WeChat shop: life vouchers'],
  [167, '小店商家券', 'WeChat shop: merchant vouchers'],
  [169, '小说阅读器', 'novel reader'],
  [171, '推送调试消息给小程序', 'debug push to mini programs', 'unknown'],
  [173, '小游戏', 'mini games', 'unknown'],
  [175, '小店商家数据', 'WeChat shop: merchant data'],
  [180, '微信小店关联', 'WeChat shop link'],
  [182, '小程序订单管理', 'order management'],
  [185, '小店会员', 'WeChat shop: members'],
  [186, '小店会员', 'WeChat shop: members'],
  [198, '违规申诉代提交', 'appeals on behalf', true],
]);

/**
 * The permission sets of official accounts. 27 is exclusive on one of WeChat's pages and not on another.
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/product/offical_account_authority.html
 */
const ofOfficialAccounts = setsOf('official-account', [
  [1, '消息管理', 'messages'],
  [2, '用户管理', 'users'],
  [3, '账号服务', 'account services'],
  [4, '网页服务', 'web pages', true],
  [5, '微信小店', 'WeChat shop (former)'],
  [6, '微信多客服', 'customer service agents'],
  [7, '群发与通知', 'broadcasts and notices'],
  [8, '微信卡券', 'cards and coupons'],
  [9, '微信扫一扫', 'scan'],
  [10, '微信连WIFI', 'Wi-Fi'],
  [11, '素材管理', 'materials'],
  [12, '微信摇周边', 'shake nearby'],
  [13, '微信门店', 'stores'],
  [15, '菜单管理', 'menus'],
  [22, '城市服务', 'city services'],
  [23, '广告管理', 'advertising'],
  [24, '开放平台账号管理', 'open platform account', true],
  [26, '微信电子发票', 'electronic invoices'],
  [27, '快速注册小程序', 'mini program registration', 'unknown'],
  [33, '小程序关联管理', 'linked mini programs'],
  [34, '微信商品库管理', 'goods library', true],
  [44, '好物圈', 'good things circle'],
  [46, '微信一物一码', 'one code an item'],
  [47, '微信财政电子票据', 'fiscal electronic bills'],
  [54, '服务号对话管理', 'service account conversations', true],
  [66, '微信服务市场管理', 'service market'],
  [89, '服务号订阅通知', 'subscription notices'],
  [113, '就医助手', 'medical assistant'],
  [172, '推送调试消息给公众号', 'debug push to official accounts', 'unknown'],
]);

/** Permission sets of channels accounts (视频号). */
const ofChannels = setsOf('channels', [[174, '视频号', 'channels', 'unknown']]);

/** Every permission set that is known, by id. */
export const permissionSets: ReadonlyMap<number, PermissionSet> = new Map(
  [...ofMiniPrograms, ...ofOfficialAccounts, ...ofChannels]
    .toSorted((a, b) => a.id - b.id)
    .map((set): [number, PermissionSet] => [set.id, set]),
);

/** WeChat's name of a permission set, for merchants. */
export const setName = (id: number): string => permissionSets.get(id)?.name ?? `权限集 ${id}`;

/** Ids with their names, for a sentence: `18 (小程序开发与数据分析)`. */
export const namedSets = (ids: readonly number[]): string[] =>
  ids.map((id) => {
    const set = permissionSets.get(id);
    return set ? `${id} (${set.name})` : String(id);
  });

/**
 * Ids that pages of calls name and no list of sets does: WeChat's support says to grant the others that the page names.
 * @see https://developers.weixin.qq.com/community/develop/doc/0006a261cb88789044e338e2b65400
 */
export const unlistedSets: ReadonlySet<number> = new Set([59, 60, 64, 100, 101]);
