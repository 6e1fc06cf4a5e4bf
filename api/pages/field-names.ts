/** What a merchant calls the fields of a verification or filing, by the last part of WeChat's name. */
const names: Readonly<Record<string, string>> = {
  account_name: '小程序名称',
  account_supplemental: '名称证明材料',
  address: '通讯地址',
  authorization_letter: '授权书',
  certificate_address: '证件住所',
  certificate_number: '证件号码',
  certificate_photo: '证件照片',
  certificate_photo_back: '证件照片反面',
  certificate_photo_front: '证件照片正面',
  certificate_validity_date_end: '证件有效期',
  certificate_validity_date_start: '证件有效期',
  comment: '备注',
  commitment_letter: '承诺书',
  email: '邮箱',
  emergency_contact: '应急联系电话',
  mobile: '手机号',
  name: '名称',
  qualification: '资质证件',
  residence_permit: '居住证',
  verify_task_id: '人脸核身',
};

/** Whose they are, by the parts before it. */
const owners: readonly (readonly [path: string, owner: string])[] = [
  ['icp_subject.principal_info.', '主体负责人'],
  ['icp_subject.legal_person_info.', '法定代表人'],
  ['icp_subject.', '备案主体'],
  ['icp_applets.principal_info.', '小程序负责人'],
  ['icp_applets.', '小程序'],
];

/** The Chinese name of a field, as WeChat gave it or by its path; `undefined` for a path that has none. */
export const fieldNameOf = (field: string): string | undefined => {
  if (/\p{Script=Han}/u.test(field)) return field;
  const last = field
    .split('.')
    .filter((part) => !/^\d+$/.test(part))
    .at(-1);
  const name = last === undefined ? undefined : names[last];
  const owner = owners.find(([path]) => field.startsWith(path))?.[1] ?? '';
  return name && owner + name;
};
