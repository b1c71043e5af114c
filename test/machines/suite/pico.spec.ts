import { pico } from "../hosts/pico.ts";
import { conform } from "./conform.ts";

conform(pico);
