/** Prettier for firmware: `"plugins": ["wakeful/prettier"]`. It leaves decorators on functions alone. */
import { parsers as typescript } from "prettier/plugins/typescript";
import { hideDecorators } from "./decorators.mjs";

export const parsers = {
  typescript: {
    ...typescript.typescript,
    // What is printed of a comment is the text that stood there.
    parse: (text, options) => typescript.typescript.parse(hideDecorators(text), options),
  },
};
