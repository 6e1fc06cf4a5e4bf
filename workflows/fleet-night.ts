import { proxyActivities } from '@temporalio/workflow';
import type { InspectionActivities } from '../activities/inspections.ts';

const { beginInspection } = proxyActivities<InspectionActivities>({
  summary: 'Begin the inspection of the fleet',
  startToCloseTimeout: '1 minute',
});

/** Has the fleet inspected; a schedule begins it every night. */
export const fleetNight = (): Promise<void> => beginInspection();
