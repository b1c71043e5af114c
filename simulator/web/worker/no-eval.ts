/** Imported before all else: the page's policy forbids `new Function`, which zod would try when schemas are made. */
import { z } from "zod";

z.config({ jitless: true });
