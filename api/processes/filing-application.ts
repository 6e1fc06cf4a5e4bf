import { z } from 'zod';
import { icpOrderOf } from '../../wechat/endpoints/shapes/icp-order.ts';
import { isSocialCreditCode } from '../../wechat/social-credit-code.ts';
import { material } from './fields.ts';

const { icp_subject, icp_applets, icp_materials } = icpOrderOf(material);
const { principal_info: appletPrincipal } = icp_applets.shape;

/** The day in China, as WeChat writes it: `20330815`. */
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '');

const person = 5;
const businessLicence = 1;
const identityCard = 2;

/** What is filed, as WeChat names it, with materials for its media ids; the face check is the process's own matter. */
export const filingApplication = z
  .strictObject({
    icp_subject,
    icp_applets: icp_applets.extend({ principal_info: appletPrincipal.omit({ verify_task_id: true }) }),
    icp_materials,
  })
  .superRefine(({ icp_subject: subject, icp_applets: applets }, { addIssue }) => {
    const complain = (path: readonly string[], message: string) =>
      addIssue({ code: 'custom', path: [...path], message });
    const { base_info: base, organize_info: organization } = subject;
    if (base.type !== person && !organization.certificate_photo) {
      complain(['icp_subject', 'organize_info', 'certificate_photo'], 'a material: only a person needs none');
    }
    if (organization.certificate_type === businessLicence && !isSocialCreditCode(organization.certificate_number)) {
      const expected = 'the 统一社会信用代码: 18 digits and letters, of which the last checks the others';
      complain(['icp_subject', 'organize_info', 'certificate_number'], expected);
    }
    const principals = { icp_subject: subject.principal_info, icp_applets: applets.principal_info };
    for (const [whose, info] of Object.entries(principals)) {
      const at = (field: keyof typeof info) => [whose, 'principal_info', field];
      if (!/^1\d{10}$/.test(info.mobile)) complain(at('mobile'), 'a mobile number: 11 digits, the first of them 1');
      if (!z.email().safeParse(info.email).success) complain(at('email'), 'an email address');
      const { certificate_validity_date_end: end } = info;
      if (end !== '长期' && end <= today()) {
        complain(at('certificate_validity_date_end'), 'a day to come: the certificate has ended');
      }
      if (info.certificate_type === identityCard && !info.certificate_photo_back) {
        complain(at('certificate_photo_back'), "a material: the identity card's other side");
      }
    }
  });
