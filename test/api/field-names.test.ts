import { expect, it } from 'vitest';
import { fieldNameOf } from '../../api/pages/field-names.ts';

it.each([
  ['通讯地址', '通讯地址'],
  ['icp_subject.base_info.name', '备案主体名称'],
  ['icp_applets.principal_info.mobile', '小程序负责人手机号'],
  ['icp_materials.commitment_letter.0', '承诺书'],
  ['auth_data.qualification', '资质证件'],
  ['icp_subject.something_new', undefined],
  ['', undefined],
])('a merchant reads %s as %s', (field, name) => {
  expect(fieldNameOf(field)).toBe(name);
});
