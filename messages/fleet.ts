import { defineQuery, defineUpdate } from '@temporalio/workflow';
import type { ExtJson, Variables } from '../wechat/ext-json/types.ts';
import type { Request } from './actions.ts';
import type { AnsweredRequests } from './progress.ts';

/** What is declared for all merchants. */
export type FleetSettings = {
  /** The fleet's layer of every ext.json: over the template's, below the merchant's. */
  readonly ext: ExtJson;
  /** Variables of every ext.json, which a merchant and a release may give anew. */
  readonly variables: Variables;
  /** Permission sets (权限集) that every account is to grant; nothing is compared where it is absent. */
  readonly permissionSets?: readonly number[];
};

/** Who changed what is declared for all, and when; `at` is ISO 8601. */
export type FleetChange = { readonly at: string; readonly what: string; readonly by: string; readonly why?: string };

/** What the entity shows. */
export type FleetView = FleetSettings & {
  /** The last ones. */
  readonly changes: readonly FleetChange[];
};

/** The state of the entity `fleet`, carried through continue-as-new. */
export type FleetState = FleetView & {
  /** Keyed requests that were taken. */
  readonly answered: AnsweredRequests;
};

export type FleetInput = {
  readonly state?: FleetState;
  /** How many events a run may have before the entity continues as new; 1,500 unless told. */
  readonly historyLimit?: number;
};

/** What is to be put in the place of what was declared before. */
export type FleetDeclaration = Partial<FleetSettings> & { readonly request: Request };

export const fleetView = defineQuery<FleetView>('fleetView');
/** Declares for all merchants; answers how it is then. */
export const declareFleet = defineUpdate<FleetView, [FleetDeclaration]>('declareFleet');
