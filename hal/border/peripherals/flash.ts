/** Memory that keeps what it holds without power, and the store of settings in it: see docs/store.md. */
import { waits } from "../model/futures.ts";
import type { PeripheralBorder } from "../model/types.ts";

export const flash: PeripheralBorder = {
  name: "flash",
  area: {
    title: "Settings that last",
    intro: "Values that are there again after a power cut. See [Settings that last](store.md).",
  },
  sources: [
    {
      name: "Flash",
      value: 7,
      doc: "A write or an erase has ended; `index` is 0, `value` a `FlashStatus`.",
    },
  ],
  enums: [
    {
      name: "FlashInfo",
      doc: "What can be asked of the flash.",
      members: [
        { name: "Bytes", value: 0, doc: "Bytes that firmware may use, from address 0 on." },
        { name: "SectorBytes", value: 1, doc: "Bytes that are erased together." },
        {
          name: "WriteBytes",
          value: 2,
          doc: "Bytes that are written at once: 1 to 4. A word is written in so many steps, and a cut may fall between them.",
        },
      ],
    },
    {
      name: "FlashStatus",
      doc: "How an operation of the flash has ended.",
      members: [
        { name: "Done", value: 0, doc: "As asked." },
        { name: "Failed", value: 1, doc: "The memory did not take it: it is worn out." },
      ],
    },
  ],
  imports: [
    {
      name: "flash_info",
      params: [{ name: "what", type: "i32", doc: "A `FlashInfo`." }],
      result: "i32",
      doc: "What the flash is like; all 0 if the board has none for firmware.",
    },
    {
      name: "flash_read",
      params: [{ name: "address", type: "i32", doc: "From 0, a multiple of 4." }],
      result: "i32",
      doc: "The word at an address. A port whose memory cannot be read during an operation waits for its end.",
    },
    {
      name: "flash_write",
      params: [
        { name: "address", type: "i32", doc: "From 0, a multiple of 4." },
        { name: "word", type: "i32", doc: "What it becomes; a bit that is 0 stays 0." },
      ],
      result: "void",
      doc: "Begins to write a word, which clears bits only. Raises when it is done; one operation at a time.",
    },
    {
      name: "flash_erase",
      params: [{ name: "address", type: "i32", doc: "Of the first byte of a sector." }],
      result: "void",
      doc: "Begins to erase a sector, which sets all its bits. Raises when it is done; one operation at a time.",
    },
  ],
  drivers: [
    {
      source: "Flash",
      module: "hal/drivers/store",
      names: ["Store"],
      target: "Store",
    },
  ],
  exports: { store: ["Store", "StoreResult"], "store-change": ["StoreChange"] },
  futures: { StoreChange: waits("Store", "its turn at") },
  statics: [{ global: "hal/drivers/store/Static.opened", name: "the store", bytes: 4 }],
};
