import { unoSmall } from "../hosts/uno.ts";
import { conform } from "./conform.ts";

conform(unoSmall);
