import { z } from 'zod';
import { icpOrderOf } from '../../wechat/endpoints/shapes/icp-order.ts';
import { isSocialCreditCode } from '../../wechat/social-credit-code.ts';
import { type FieldProblem, unless } from './field-problem.ts';
import { material } from './fields.ts';

const { icp_subject, icp_applets, icp_materials } = icpOrderOf(material);
const { principal_info: appletPrincipal } = icp_applets.shape;

/** The day in China, as WeChat writes it: `20330815`. */
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '');

const person = 5;
const businessLicence = 1;
const identityCard = 2;

/** What is filed, with the names of apply_icp_filing; materials stand for its media ids, and the face check is the process's own matter. */
export const filingShape = {
  icp_subject,
  icp_applets: icp_applets.extend({ principal_info: appletPrincipal.omit({ verify_task_id: true }) }),
  icp_materials,
};

const plainApplication = z.strictObject(filingShape);

/** What is missing or wrong in it beyond the shape, by field. */
export const filingProblems = ({
  icp_subject: subject,
  icp_applets: applets,
}: z.output<typeof plainApplication>): readonly FieldProblem[] => {
  const { base_info: base, organize_info: organization } = subject;
  const principals = { icp_subject: subject.principal_info, icp_applets: applets.principal_info };
  return [
    ...unless(
      base.type === person || organization.certificate_photo,
      ['icp_subject', 'organize_info', 'certificate_photo'],
      'a material: only a person needs none',
    ),
    ...unless(
      organization.certificate_type !== businessLicence || isSocialCreditCode(organization.certificate_number),
      ['icp_subject', 'organize_info', 'certificate_number'],
      'the 统一社会信用代码: 18 digits and letters, of which the last checks the others',
    ),
    ...Object.entries(principals).flatMap(([whose, info]) => {
      const at = (field: keyof typeof info) => [whose, 'principal_info', field];
      const { certificate_validity_date_end: end } = info;
      return [
        ...unless(/^1\d{10}$/.test(info.mobile), at('mobile'), 'a mobile number: 11 digits, the first of them 1'),
        ...unless(z.email().safeParse(info.email).success, at('email'), 'an email address'),
        ...unless(
          end === '长期' || end > today(),
          at('certificate_validity_date_end'),
          'a day to come: the certificate has ended',
        ),
        ...unless(
          info.certificate_type !== identityCard || info.certificate_photo_back,
          at('certificate_photo_back'),
          "a material: the identity card's other side",
        ),
      ];
    }),
  ];
};

/** What is filed. */
export const filingApplication = plainApplication.superRefine((data, { addIssue }) => {
  for (const [path, message] of filingProblems(data)) addIssue({ code: 'custom', path: [...path], message });
});
