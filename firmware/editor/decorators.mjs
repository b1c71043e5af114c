/**
 * asc knows decorators on functions and constants, TypeScript's parser refuses them. Tools that only
 * read the text are shown a comment of the same length instead.
 */
const decorator =
  /^([ \t]*)@\w(?=\w+(?:\([^\n]*\))?[ \t]*\n(?:[ \t]*@[^\n]*\n)*[ \t]*(?:export[ \t]+)?(?:declare[ \t]+)?(?:(?:async[ \t]+)?function|const|let)\b)/gm;

/**
 * @param {string} text of a firmware file.
 * @returns {string} the text, in which every offset means what it did.
 */
export function hideDecorators(text) {
  return text.replace(decorator, "$1//");
}
