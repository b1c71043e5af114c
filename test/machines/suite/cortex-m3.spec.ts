import { cortexM3 } from "../hosts/cortex-m3.ts";
import { conform } from "./conform.ts";

conform(cortexM3);
