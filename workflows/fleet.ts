import { allHandlersFinished, CancellationScope, condition, continueAsNew, setHandler } from '@temporalio/workflow';
import { declareFleet, type FleetInput, fleetView } from '../messages/fleet.ts';
import { wasAnswered } from './actions.ts';
import { isTimeToContinue, openState } from './entity.ts';
import { declared, newFleet, shownOfFleet, viewOfFleet } from './fleet-state.ts';
import { openKeyRotation } from './key-rotation.ts';

/** The entity of what is declared for all merchants: the fleet's layer of ext.json and its variables. */
export const fleet = async (input: FleetInput): Promise<void> => {
  const state = openState(input.state ?? newFleet, shownOfFleet);
  const rotation = openKeyRotation(state);
  setHandler(fleetView, () => viewOfFleet(state.now()));
  setHandler(
    declareFleet,
    (declaration) => {
      state.change((now) => declared(now, declaration, new Date().toISOString()));
      return viewOfFleet(state.now());
    },
    { validator: ({ request }) => void wasAnswered(state.now().answered, request) },
  );
  await CancellationScope.nonCancellable(async () => {
    await condition(() => rotation.due() || isTimeToContinue(input.historyLimit));
    await rotation.apply();
    await condition(allHandlersFinished);
    await continueAsNew<typeof fleet>({ ...input, state: state.now() });
  });
};
