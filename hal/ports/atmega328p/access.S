/*
 * The module's loads and stores, when the address is not known to the compiler. Out of line each costs two
 * instructions where it is used; in line it is fifteen. access-inline.h calls them.
 *
 *   r25:r22  address, kept
 *   r30      offset
 *   r21:...  value, its lowest byte in r18, or in r14 if it has eight
 *
 * Only r30 and r31 are changed besides. r1 is 0, as always in C.
 */

/*
 * Z := memory + address + offset, or a trap. The address has to be below 64 KiB, and so has its sum with the
 * offset; then one comparison in 16 bits is left, whose limit is taken off again together with the base.
 */
.macro locate size
  cp r1, r24
  cpc r1, r25
  brne wakeful_access_trap_\@
  clr r31
  add r30, r22
  adc r31, r23
  brcs wakeful_access_trap_\@
  subi r30, lo8(WAKEFUL_MEMORY - \size + 1)
  sbci r31, hi8(WAKEFUL_MEMORY - \size + 1)
  brcs wakeful_access_good_\@
wakeful_access_trap_\@:
  rjmp wakeful_access_trap
wakeful_access_good_\@:
  subi r30, lo8(-(wakeful_memory + WAKEFUL_MEMORY - \size + 1))
  sbci r31, hi8(-(wakeful_memory + WAKEFUL_MEMORY - \size + 1))
.endm

/* A section each: the linker drops those that a module has no use for. */
.macro access name
  .section .text.wakeful_\name, "ax", @progbits
  .global wakeful_\name
wakeful_\name:
.endm

  .section .text.wakeful_access_trap, "ax", @progbits
  .global wakeful_access_trap
wakeful_access_trap:
  jmp wasm_rt_trap_out_of_bounds

access load8
  locate 1
  ld r18, Z
  ret

access load16
  locate 2
  ld r18, Z
  ldd r19, Z+1
  ret

access load32
  locate 4
  ld r18, Z
  ldd r19, Z+1
  ldd r20, Z+2
  ldd r21, Z+3
  ret

access load64
  locate 8
  ld r14, Z
  ldd r15, Z+1
  ldd r16, Z+2
  ldd r17, Z+3
  ldd r18, Z+4
  ldd r19, Z+5
  ldd r20, Z+6
  ldd r21, Z+7
  ret

access store8
  locate 1
  st Z, r18
  ret

access store16
  locate 2
  st Z, r18
  std Z+1, r19
  ret

access store32
  locate 4
  st Z, r18
  std Z+1, r19
  std Z+2, r20
  std Z+3, r21
  ret

access store64
  locate 8
  st Z, r14
  std Z+1, r15
  std Z+2, r16
  std Z+3, r17
  std Z+4, r18
  std Z+5, r19
  std Z+6, r20
  std Z+7, r21
  ret
