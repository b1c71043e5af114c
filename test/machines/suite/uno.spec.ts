import { uno } from "../hosts/uno.ts";
import { conform } from "./conform.ts";

conform(uno);
