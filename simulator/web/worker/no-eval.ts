/**
 * Bundled in front of the worker: the page's policy forbids `new Function`, which zod would try when schemas are made,
 * and bundling moves schemas into modules that the worker imports.
 */
import { z } from "zod";

z.config({ jitless: true });
