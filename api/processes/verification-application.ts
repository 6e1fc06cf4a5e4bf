import { z } from 'zod';
import { authDataOf } from '../../wechat/endpoints/shapes/auth-data.ts';
import { type FieldProblem, unless } from './field-problem.ts';
import { material } from './fields.ts';
import { widthOf } from './setup-declaration.ts';

const person = 15;
const providerPays = 1;
const electronic = 2;
const vat = 3;

/** What a verification says of its account, with the names of wxaauth; where WeChat wants a media id stands a material. */
export const authData = authDataOf(material);

type AuthData = z.output<typeof authData>;

/** What is missing or wrong in it beyond the shape, by field. */
export const authDataProblems = (data: AuthData): readonly FieldProblem[] => {
  const { contact_info: contact, invoice_info: invoice } = data;
  const phone = /^[\d+\- ]{5,20}$/;
  return [
    ...unless(
      data.customer_type === person || data.qualification,
      ['qualification'],
      'a material: only a person needs none',
    ),
    ...unless(
      data.pay_type !== providerPays || data.service_appid,
      ['service_appid'],
      'the service appid of your prepaid package',
    ),
    ...unless(
      !data.auth_identification || data.auth_ident_material?.length,
      ['auth_ident_material'],
      'the materials that prove the identity',
    ),
    ...unless(z.email().safeParse(contact.email).success, ['contact_info', 'email'], 'an email address'),
    ...unless(
      phone.test(data.third_party_phone),
      ['third_party_phone'],
      'a phone number: 5 to 20 digits, spaces, + or -',
    ),
    ...unless(widthOf(data.account_name) <= 30, ['account_name'], 'at most 30 characters, a Chinese one counts twice'),
    ...unless(
      invoice?.invoice_type !== electronic || (invoice.electronic && invoice.invoice_title),
      ['invoice_info', invoice?.invoice_title ? 'electronic' : 'invoice_title'],
      'given, for an electronic invoice',
    ),
    ...unless(
      invoice?.invoice_type !== vat || (invoice.vat && invoice.invoice_title),
      ['invoice_info', invoice?.invoice_title ? 'vat' : 'invoice_title'],
      'given, for a VAT invoice (增值税专票)',
    ),
  ];
};

/** What an account is verified with. */
export const verificationApplication = authData.superRefine((data, { addIssue }) => {
  for (const [path, message] of authDataProblems(data)) addIssue({ code: 'custom', path: [...path], message });
});
