import type { Client } from '@temporalio/client';
import type { Ids } from '../../credentials/ids.ts';
import type { MaterialStore } from '../../materials/store.ts';
import type { ForwardingRule } from '../../routing/forwarding.ts';
import type { PageLinks } from '../pages/link.ts';

/** What the routes of processes need. */
export type ProcessDeps = {
  readonly temporal: Client;
  readonly ids: Ids;
  readonly pages: PageLinks;
  readonly materials: MaterialStore;
  /** By which callbacks, and notices of processes, are forwarded; none unless told. */
  readonly forwardingRules?: readonly ForwardingRule[];
  /** Where operators reach this API, without a slash at the end. */
  readonly publicUrl: string;
  /** In production our public address must be one that WeChat knows. */
  readonly production: boolean;
  /** Where operators open Temporal's UI, without a slash at the end. */
  readonly temporalUiUrl: string;
};
