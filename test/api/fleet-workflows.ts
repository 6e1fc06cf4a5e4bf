export { authorizer } from '../../workflows/authorizer.ts';
export { templateLibrary } from '../../workflows/template-library.ts';
