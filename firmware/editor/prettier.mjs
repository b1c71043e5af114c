/** Prettier for firmware: `"plugins": ["wakeful/prettier"]`. It leaves decorators on functions alone. */
import { parsers as typescript } from "prettier/plugins/typescript";
import { hideDecorators } from "./decorators.mjs";

const { parse } = typescript.typescript;

export const parsers = {
  typescript: {
    ...typescript.typescript,
    parse(text, options) {
      try {
        return parse(text, options);
      } catch {
        // What is printed of a comment is the text that stood there.
        return parse(hideDecorators(text), options);
      }
    },
  },
};
