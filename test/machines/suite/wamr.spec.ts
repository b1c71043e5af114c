import { wamrClassic, wamrFast } from "../hosts/wamr.ts";
import { conform } from "./conform.ts";

conform(wamrClassic, wamrFast);
