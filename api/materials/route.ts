import { Readable } from 'node:stream';
import { z } from 'zod';
import { purposes, takenFor } from '../../materials/purposes.ts';
import type { MaterialStore } from '../../materials/store.ts';
import { materialTypes } from '../../materials/types.ts';
import { invalidInput } from '../http/invalid-input.ts';
import { none, type Route, route } from '../http/route.ts';

const names = ['verification', 'filing', 'setup', 'audit'] as const satisfies readonly (keyof typeof purposes)[];

const whole = 'a file as the body';

/** `POST /v1/materials`: a merchant's file, kept encrypted until the process that needs it has ended. */
export const materialRoute = ({ materials }: { readonly materials: MaterialStore }): Route =>
  route({
    method: 'post',
    path: '/v1/materials',
    name: 'upload material',
    tag: 'material',
    summary:
      'Upload a file for a verification (认证), a filing (备案), the setup of an account or the audit of a version',
    description: `The body is the file itself, as \`application/octet-stream\`; its type is told by its content. For a verification ${takenFor('verification')}; for a filing ${takenFor('filing')}; for a setup ${takenFor('setup')}; for an audit ${takenFor('audit')}. The answer's \`material\` stands for it in the start of a process. It is deleted at the end of the processes that name it, or after 30 days where none has named it since it was uploaded. The same file again is the same material.`,
    role: 'operator',
    params: none,
    query: z.strictObject({ purpose: z.enum(names).describe('What it is for, which decides what is taken.') }),
    body: z.instanceof(Readable, { error: whole }),
    accepts: 'file',
    answer: {
      status: 201,
      description: 'Kept.',
      schema: z.object({
        material: z.string().describe('Stands for the file: `sha256:` and the hash of its content.'),
        type: z.enum(materialTypes),
        size: z.int().describe('In bytes.'),
      }),
    },
    problems: [],
    handle: async ({ query: { purpose }, body }) => {
      // Who is still sending is let finish, so that the answer arrives.
      const kept = await materials.keep(body.iterator({ destroyOnReturn: false }), purposes[purpose]);
      if (kept.kind === 'kept') {
        const { kind: _kind, ...material } = kept;
        return { status: 201, body: material };
      }
      body.resume();
      const expected = takenFor(purpose);
      switch (kept.kind) {
        case 'empty':
          throw invalidInput([{ field: '(body)', expected: whole, detail: 'It is empty.' }]);
        case 'other-type':
          throw invalidInput([{ field: '(body)', expected, detail: 'Its content is of another type.' }]);
        case 'too-large': {
          const detail = `It has more than ${kept.largest} bytes.`;
          throw invalidInput([{ field: '(body)', expected, detail }]);
        }
      }
    },
  });
