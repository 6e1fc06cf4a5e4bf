import { pino } from 'pino';
import { expect, it, vi } from 'vitest';
import { temporalLogger } from '../../worker/temporal-logger.ts';

const sdkComponent = 'core';
const handingOut = 'temporalio_sdk_core::worker::workflow::workflow_stream';

it('tells of a task that the SDK lost, and of nothing else', () => {
  const lost = vi.fn();
  const lines: string[] = [];
  const logger = temporalLogger(pino({}, { write: (line) => lines.push(line) }), lost);
  logger.warn('Slow.', { sdkComponent, target: handingOut });
  logger.error('Odd.', { sdkComponent, target: 'temporalio_sdk_core::worker::workflow::machines' });
  expect(lost).not.toHaveBeenCalled();
  logger.error('Extra buffered run should not have produced an activation', { sdkComponent, target: handingOut });
  expect(lost).toHaveBeenCalledOnce();
  expect(lines).toHaveLength(3);
});
