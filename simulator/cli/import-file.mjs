/** No TypeScript: its compiler would wrap an `import` of what is not known before. */
export const importFile = (url) => import(url);
