import { ApplicationFailure } from '@temporalio/common';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { weChatFailureIn } from '../messages/failures.ts';
import type { WeChatFailure } from '../wechat/wechat-error.ts';

/** Watches activities for WeChat's refusal of this host's IP, which bars every call from here until ops act. */
export const watchForHostRefusal =
  (refused: (failure: WeChatFailure) => void): ActivityInterceptorsFactory =>
  () => ({
    inbound: {
      execute: async (input, next) => {
        try {
          return await next(input);
        } catch (error) {
          const failure = error instanceof ApplicationFailure ? weChatFailureIn(error) : undefined;
          if (failure?.scope === 'host') refused(failure);
          throw error;
        }
      },
    },
  });
