import { z } from 'zod';
import { wireNumber } from '../../wire.ts';

/** A permission set the merchant granted, as `func_info` lists it. */
export const grantedPermission = z.object({ funcscope_category: z.object({ id: wireNumber }) });
