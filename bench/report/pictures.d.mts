import type { Figures } from "./figures.mjs";

export declare const pictures: Readonly<Record<string, (figures: Figures) => string>>;
