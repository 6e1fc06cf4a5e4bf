import { z } from 'zod';

const invoiceInfo = z.strictObject({
  /** 1 none, 2 electronic, 3 VAT (增值税专票). */
  invoice_type: z.literal([1, 2, 3]),
  invoice_title: z.string().optional(),
  electronic: z.strictObject({ id: z.string(), desc: z.string().optional() }).optional(),
  vat: z
    .strictObject({
      enterprise_phone: z.string(),
      id: z.string(),
      enterprise_address: z.string(),
      bank_name: z.string(),
      bank_account: z.string(),
      mailing_address: z.string().optional(),
      address: z.string().optional(),
      name: z.string().optional(),
      phone: z.string().optional(),
      province: z.string().optional(),
      city: z.string().optional(),
      district: z.string().optional(),
      desc: z.string().optional(),
    })
    .optional(),
});

/**
 * What a verification (认证) says of the account, with files named in one way or another. Not personal: `qualification` is
 * needed; provider pays: `service_appid` is, and `invoice_info` with type 1 is said to be needed all the same
 * (unconfirmed). `contact_info.mobile` is for a refill only (unconfirmed).
 */
export const authDataOf = (file: z.ZodString) =>
  z.strictObject({
    /** 1 enterprise, 12 individual business (个体工商户), 15 person; others are unconfirmed. */
    customer_type: z.number().int(),
    contact_info: z.strictObject({ name: z.string().min(1), email: z.string().min(1), mobile: z.string().optional() }),
    invoice_info: invoiceInfo.optional(),
    qualification: file.optional(),
    qualification_other: z.array(file).max(10).optional(),
    account_name: z.string().min(1),
    /** 1 a free name (自选词汇), 2 a trademark. */
    account_name_type: z.literal([1, 2]),
    account_supplemental: z.array(file).optional(),
    /** 1 the provider's prepaid package, 2 the merchant. */
    pay_type: z.literal([1, 2]),
    /** The name of a leaf of the identities' tree. */
    auth_identification: z.string().optional(),
    auth_ident_material: z.array(file).max(10).optional(),
    third_party_phone: z.string().min(1),
    service_appid: z.string().min(1).optional(),
  });

/** The same as WeChat takes it: the files are media ids of `uploadauthmaterial`. */
export const authData = authDataOf(z.string().min(1));
