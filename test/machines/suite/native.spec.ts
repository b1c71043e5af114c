import { native, ticking } from "../hosts/native.ts";
import { conform } from "./conform.ts";

conform(native, ...ticking);
