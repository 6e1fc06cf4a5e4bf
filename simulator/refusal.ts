/** WeChat's own words for the codes that the simulator gives; a code without words says `refused`. */
const words: Readonly<Record<number, string>> = {
  [-1]: 'system error',
  40001: 'invalid credential, access_token is invalid or not latest',
  40013: 'invalid appid',
  40066: 'invalid url',
  40097: 'invalid args',
  40125: 'invalid appsecret',
  41001: 'access_token missing',
  41018: 'missing component_appid',
  42001: 'access_token expired',
  43001: 'require GET method',
  43002: 'require POST method',
  44002: 'empty post data',
  45009: 'reach max api daily quota limit',
  45011: 'api minute-quota reach limit, must slower, retry next minute',
  47001: 'data format error',
  48001: 'api unauthorized',
  61003: 'component is not authorized by this account',
  61004: 'access clientip is not registered',
  61005: 'component ticket is expired',
  61006: 'component ticket is invalid',
  61007: 'api is unauthorized to component',
  61009: 'code is invalid',
  61010: 'code is expired',
  61014: 'must use component token for component api',
  61015: 'must use biz account token for not component api',
  61023: 'refresh_token is invalid',
  61039: '隐私接口检查任务未完成，请稍后重试',
  61040: 'ext.json配置的隐私接口无权限，请申请权限或声明未使用',
  85006: '标签格式错误',
  85007: '页面路径错误',
  85008: 'category is in invalid format',
  85009: 'already submit a version under auditing',
  85012: 'invalid audit id',
  85013: 'invalid ext_json, parse fail or containing invalid path',
  85014: 'template not exist',
  85019: 'no version is under auditing',
  85020: 'status not allowed',
  85045: 'some path in ext_json not exist',
  85046: 'pagepath missing in tabbar list',
  85047: 'pages are empty',
  85048: 'parse ext_json fail',
  85052: 'app is already released',
  85058: 'no valid audit_id exist',
  85085: 'submit audit reach limit pleasetry later',
  85086: 'must commit before submit audit',
  85310: 'is wrong API name',
  85311: 'is mutually exclusive',
  85312: 'is not authorized',
  86001: 'component experience version not exists',
  86002: 'miniprogram have not completed init procedure',
  86069: 'owner_setting is missing',
  86070: 'notice_method is missing',
  86074: 'no online privacy setting',
  87013: 'no quota to undo code',
  89249: 'task running',
  89250: 'task not found',
  89255: 'code invalid',
  9402202: 'concurrent limit',
};

/** Thrown where WeChat says no: the call answers with this errcode and changes nothing. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly errcode: number;

  constructor(errcode: number, detail?: string) {
    super([words[errcode] ?? 'refused', detail].filter(Boolean).join(': '));
    this.errcode = errcode;
  }
}
