import type { Parser } from "prettier";

/** The parser of TypeScript, which lets decorators on functions be. */
export declare const parsers: { readonly typescript: Parser };
