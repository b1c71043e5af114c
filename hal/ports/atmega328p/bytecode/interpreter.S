/*
 * Runs a module as bytecode out of flash (hal/build/bytecode writes it). wasm's operators are a third of the size of
 * what avr-gcc makes of them; in return each costs 40 to 80 cycles.
 *
 *   r3:r2    place in the code
 *   Y        low end of the frame (hal/build/bytecode/translate.ts draws it)
 *   SP       operands, lowest byte on top: an i32 is four bytes, an i64 eight
 *
 * Handlers leave operands in the registers that C has for them: a first one in r25:r22 or r25:r18, a second one in
 * r21:r18 or r17:r10, a result like a first one. So the rarer operators are C functions. What a program does not use
 * is not assembled: there is a symbol OP_<name> for each operator that occurs.
 */
#include <avr/io.h>

  .section .text.wakeful_interpreter, "ax", @progbits

push_l:
  push r25
  push r24
  push r23
  push r22
  push r21
  push r20
  push r19
  push r18
  rjmp next

/* r22 is 0 or 1, and most often the next operator wants to know which. */
push_truth:
  .ifdef OP_br_unless
  movw r30, r2
  lpm r24, Z+
  cpi r24, OP_br_unless
  brne push_byte
  movw r2, r30
  tst r22
  brne skip_branch
  rjmp op_br
  .endif
push_byte:
  clr r23
push_half:
  clr r24
  clr r25
push_i:
  push r25
  push r24
  push r23
  push r22
next:
  movw r30, r2
  lpm r24, Z+
  movw r2, r30
  cpi r24, FIRST_CALL
  brsh call_numbered
  ldi r30, pm_lo8(wakeful_operators)
  ldi r31, pm_hi8(wakeful_operators)
  add r30, r24
  adc r31, r1
  ijmp

skip_branch:
  sec
  adc r2, r1
  adc r3, r1
  rjmp next

call_numbered:
  subi r24, FIRST_CALL
  ldi r30, lo8(wakeful_called)
  ldi r31, hi8(wakeful_called)
  add r30, r24
  adc r31, r1
  add r30, r24
  adc r31, r1
  lpm r24, Z+
  lpm r25, Z
call_at:
  movw r30, r24
/* Z: a function, which begins with the number of words of its own locals. They begin as 0. */
call_function:
  push r3
  push r2
  push r29
  push r28
  lpm r24, Z+
  movw r2, r30
  rjmp 2f
1:
  push r1
  push r1
  push r1
  push r1
2:
  subi r24, 1
  brsh 1b
  in r28, _SFR_IO_ADDR(SPL)
  in r29, _SFR_IO_ADDR(SPH)
  adiw r28, 1
  rjmp next

/* The next byte, and the next two bytes, of the code. */
fetch:
  movw r30, r2
  lpm r24, Z+
  movw r2, r30
  ret
fetch_half:
  movw r30, r2
  lpm r24, Z+
  lpm r25, Z+
  movw r2, r30
  ret

/* X: the variable whose word in the frame is r24. */
locate_slot:
  lsl r24
  lsl r24
  movw r26, r28
  add r26, r24
  adc r27, r1
  ret

/* Operands from below the return address. */
pop_ii:
  pop r31
  pop r30
pop_second:
  pop r18
  pop r19
  pop r20
  pop r21
  rjmp pop_first
pop_i:
  pop r31
  pop r30
pop_first:
  pop r22
  pop r23
  pop r24
  pop r25
  ijmp

/* The Z flag: whether an operand is 0. */
.macro or_condition
  pop r22
  pop r23
  pop r24
  pop r25
  or r22, r23
  or r24, r25
  or r22, r24
.endm
pop_condition:
  pop r31
  pop r30
  or_condition
  ijmp

pop_ll:
  pop r31
  pop r30
  pop r10
  pop r11
  pop r12
  pop r13
  pop r14
  pop r15
  pop r16
  pop r17
  rjmp pop_first_l
pop_l:
  pop r31
  pop r30
pop_first_l:
  pop r18
  pop r19
  pop r20
  pop r21
  rjmp pop_first

/* SP := X - 1, in whole also for an interrupt. */
.macro drop_below_x
  sbiw r26, 1
  in r0, _SFR_IO_ADDR(SREG)
  cli
  out _SFR_IO_ADDR(SPH), r27
  out _SFR_IO_ADDR(SREG), r0
  out _SFR_IO_ADDR(SPL), r26
.endm

/* Drops r24 bytes of operands. */
.macro drop_bytes
  in r26, _SFR_IO_ADDR(SPL)
  in r27, _SFR_IO_ADDR(SPH)
  adiw r26, 1
  add r26, r24
  adc r27, r1
  drop_below_x
.endm

/* A function of C: takes `pops`, leaves `pushes`. */
.macro external name, function, pops, pushes
  .ifdef OP_\name
  .set USES_pop_\pops, 1
op_\name:
  rcall pop_\pops
  call \function
  rjmp \pushes
  .endif
.endm

#include "border.S"
#include "flow.S"
#include "values.S"
#include "memory.S"
#include "arithmetic.S"
