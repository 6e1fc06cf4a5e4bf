import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Router } from 'express';
import { newNonce, sendPage } from '../http/page.ts';
import { Problem } from '../http/problem.ts';
import { type ProblemKind, problemKinds } from '../http/problem-kinds.ts';
import { DocsPage } from './docs-page.tsx';
import { ProblemsPage } from './problems-page.tsx';

const swaggerUi = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const swaggerFiles = ['swagger-ui.css', 'swagger-ui-bundle.js'];

/** `/openapi.json`, `/docs` to read it, and `/problems`. */
export const createDocs = (document: object): Router => {
  const router = Router();
  router.get('/openapi.json', (_request, response) => {
    response.json(document);
  });
  router.get('/docs', (_request, response) => {
    const nonce = newNonce();
    sendPage(response, policy(nonce), <DocsPage nonce={nonce} />);
  });
  for (const file of swaggerFiles) {
    router.get(`/docs/${file}`, (_request, response) => response.sendFile(file, { root: swaggerUi, maxAge: '1d' }));
  }
  router.get('/problems', (_request, response) => {
    const nonce = newNonce();
    sendPage(response, policy(nonce), <ProblemsPage kinds={problemKinds} nonce={nonce} />);
  });
  router.get('/problems/:name', (request, response) => {
    const { name } = request.params;
    const kind = Object.entries<ProblemKind>(problemKinds).find(([known]) => known === name)?.[1];
    if (!kind) throw new Problem('not-found', 'There is no such kind of problem; /problems lists all.');
    const nonce = newNonce();
    sendPage(response, policy(nonce), <ProblemsPage kinds={{ [name]: kind }} nonce={nonce} />);
  });
  return router;
};

// Swagger UI sets styles from its script, and draws its icons from data: URLs.
const policy = (nonce: string) => [
  "default-src 'none'",
  `script-src 'nonce-${nonce}'`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
];
