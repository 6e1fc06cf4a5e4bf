import { z } from 'zod';
import { change } from '../world/change.ts';
import { filingStatus } from '../world/filing.ts';
import type { Verifying } from '../world/verifying.ts';
import type { World } from '../world/world.ts';
import { accountNamed } from './orders.ts';

const hint = z.strictObject({ errcode: z.int(), errmsg: z.string(), err_field: z.string() });

/**
 * What is changed about verification and filing: the provider's prepaid packages, whether accounts are shown as filed that never were, or an account that is verified, filed or not, is
 * told of the end of its year, finds the entrance closed, or gets hints with its next filing order.
 */
export const verifyingOrder = (world: World) =>
  z.union([
    z.strictObject({ packages: z.int().min(0) }),
    z.strictObject({ allFiled: z.boolean() }),
    z.strictObject({
      appid: accountNamed(world),
      verified: z.boolean().optional(),
      filed: z.boolean().optional(),
      available: z.boolean().optional(),
      hints: z.array(hint).optional(),
      remind: z.literal(true).optional(),
    }),
  ]);

/** Carries the order out; answers when the gateway was told where it is to be told. */
export const changeVerifying = async (verifying: Verifying, order: z.output<ReturnType<typeof verifyingOrder>>) => {
  if ('packages' in order) {
    verifying.fees.setPackages(order.packages);
    return;
  }
  if ('allFiled' in order) {
    verifying.allFiled = order.allFiled;
    return;
  }
  const { appid: account, verified, filed, available, hints, remind } = order;
  const { verification, filing } = account;
  if (verified === true) verifying.audits.grant(account);
  if (verified === false) change(verification, { verified, expiresAt: undefined });
  if (filed !== undefined) filing.status = filed ? filingStatus.filed : filingStatus.notFiled;
  if (available !== undefined) filing.available = available;
  if (hints) filing.nextHints = hints;
  if (remind) await verifying.audits.remind(account);
};
